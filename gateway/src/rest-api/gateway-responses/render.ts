import type { Answer } from "../../answer.ts";
import type { Headers } from "../../request/headers.ts";
import type { Api, GatewayResponse } from "../api.ts";

import type { Seen } from "../mapping/seen.ts";
import { sourceValue } from "../mapping/source-value.ts";
import { type GatewayRefusal, type RefusalType, refusals } from "../refusal.ts";
import { chooseTemplate } from "./choose-template.ts";
import { seenInRefusal } from "./seen-in-refusal.ts";
import { substitute } from "./substitute.ts";

type Facts = Omit<Seen, "error">;

/**
 * What the client gets instead of the backend's answer. An entry for the type itself goes before DEFAULT_4XX or
 * DEFAULT_5XX and replaces it wholly, also in what it leaves out; what no entry says is built in.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export const render = (refusal: GatewayRefusal, api: Pick<Api, "gatewayResponses">, facts: Facts): Answer => {
  const said = { ...refusals[refusal.type], ...refusal.overrides };
  const entry = entryFor(refusal, said.status, api);
  const seen = seenInRefusal(refusal, facts);
  const { contentType, body } = bodyOf(refusal, entry, seen);
  const custom = customHeaders(entry, seen);
  const own: Headers = [["Content-Type", contentType], ["x-amzn-ErrorType", said.errorType], ...traceOf(refusal, seen)];
  const isCustom = (name: string) => custom.some(([each]) => each.toLowerCase() === name.toLowerCase());
  return {
    status: entry?.statusCode ?? said.status,
    headers: [...own.filter(([name]) => !isCustom(name)), ...custom],
    body,
  };
};

/** Seen on what an authorizer refuses, and on nothing else that the gateway answers by itself. */
const traced: ReadonlySet<string> = new Set<RefusalType>(["ACCESS_DENIED", "UNAUTHORIZED"]);

const traceOf = ({ type }: GatewayRefusal, { request }: Seen): Headers =>
  traced.has(type) ? request.headers.filter(([name]) => name.toLowerCase() === "x-amzn-trace-id") : [];

const entryFor = ({ type }: GatewayRefusal, status: number, { gatewayResponses }: Pick<Api, "gatewayResponses">) => {
  if (type === "REQUEST_TOO_LARGE") return undefined; // AWS does not let it be customised.
  return gatewayResponses.get(type) ?? gatewayResponses.get(status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
};

const bodyOf = ({ type }: GatewayRefusal, entry: GatewayResponse | undefined, seen: Seen) => {
  const custom = entry && chooseTemplate(entry.templates, seen.request.headers);
  if (custom) return { contentType: custom[0], body: substitute(custom[1], seen) };
  const message = seen.error?.message ?? null;
  if (type === "REQUEST_TOO_LARGE") return { contentType: "text/plain", body: message };
  // AWS writes a capital M here and nowhere else, although it reports the same template for every type.
  const member = type === "ACCESS_DENIED" ? "Message" : "message";
  return { contentType: "application/json", body: JSON.stringify({ [member]: message }) };
};

const customHeaders = (entry: GatewayResponse | undefined, seen: Seen): Headers =>
  [...(entry?.headers ?? [])].flatMap(([name, source]) => {
    const value = sourceValue(source, seen);
    return value !== undefined && isFieldValue(value) ? [[name, value] as const] : [];
  });

/** RFC 9110 5.5. A query parameter may decode to anything, also to a line break. */
const isFieldValue = (value: string) => /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
