import { wholeAnswer } from "../../forwarder/limited-answer.ts";
import { lastHeader } from "../../request/headers.ts";
import { percentEncoded } from "../../request/percent-encoded.ts";
import type { Http, Route } from "../api.ts";
import { headerValue } from "../mapping/header-value.ts";
import type { Mapped } from "../mapping/mapped.ts";
import { newOverrides, type Overrides, overridden, withOverrides } from "../templates/overrides.ts";
import { answerFrom } from "./answered.ts";
import type { Payload } from "./content-handling.ts";
import type { Integrate } from "./integrate.ts";
import { requestHeaders } from "./request-headers.ts";
import { sentPayload } from "./request-payload.ts";
import { type HttpWorld, targetOf } from "./target-of.ts";
import { traceHeaders } from "./trace-headers.ts";
import { queryOf } from "./uri-template.ts";

const bodiless: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * HTTP: a request made by mappings and a template goes to the uri, and a response of the integration makes the answer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 * @throws {CannotStart} naming the operation whose uri cannot be used.
 */
export const http = (
  integration: Http,
  route: Pick<Route, "place">,
  world: HttpWorld & { readonly binaryMediaTypes: readonly string[] },
): Integrate => {
  const { template, to, send } = targetOf(integration, route, world);
  const { binaryMediaTypes } = world;
  return async (mapped, abort, calls) => {
    const { request } = mapped;
    const overrides = newOverrides();
    const payload = await sentPayload(integration, mapped, { binaryMediaTypes, overrides });
    const method = integration.httpMethod === "ANY" ? request.method : integration.httpMethod;
    const body = bodiless.has(method) ? null : Buffer.from(payload);
    const outgoing = {
      method,
      target: template.target({ path: pathOf(mapped, overrides), query: queryOf(queryWith(mapped, overrides)) }),
      headers: requestHeaders(mapped, { client: [], set: headersOf(mapped, overrides, body), host: template.host }),
      client: request.body,
      payload: body,
      timeout: integration.timeout,
    };
    const { status, headers, body: answered } = await send(calls)(outgoing, abort);
    const answer = { outcome: String(status), headers, body: await wholeAnswer(headers, answered, to) };
    return traceHeaders(mapped, answerFrom(integration, answer, { mapped, overrides, binaryMediaTypes }));
  };
};

/** A body is of the client's type, or JSON where it names none, as templates are chosen. */
const headersOf = (mapped: Mapped, overrides: Overrides, body: Payload | null) => {
  const overriding = overridden(overrides.request, "header").map(
    ([name, value]) => [name, headerValue(name, value)] as const,
  );
  const set = withOverrides(mapped.mapped.header, overriding);
  if (body === null || body.length === 0 || set.some(([name]) => name.toLowerCase() === "content-type")) return set;
  return [...set, ["Content-Type", lastHeader(mapped.request.headers, "content-type") ?? "application/json"] as const];
};

const queryWith = (mapped: Mapped, overrides: Overrides) => {
  const set = overridden(overrides.request, "querystring");
  const names = new Set(set.map(([name]) => name));
  return [...mapped.mapped.querystring.filter(([name]) => !names.has(name)), ...set];
};

const pathOf = (mapped: Mapped, overrides: Overrides) => ({
  ...mapped.mapped.path,
  ...Object.fromEntries(overridden(overrides.request, "path").map(([name, value]) => [name, inPath(value)])),
});

/** What a template sets adds no segments; what it took from the path is encoded already. */
const inPath = (value: string) =>
  value.replace(/%(?![0-9A-Fa-f]{2})|[^\w.~!$&'()*+,;=:@%-]/gu, (sign) => percentEncoded(sign));
