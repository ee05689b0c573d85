import { parse } from "yaml";
import { firstMediaType } from "../../request/media-type.ts";
import type { Mock, MockResponse } from "../api.ts";
import { substitute } from "../gateway-responses/substitute.ts";
import type { Headers, Mapped } from "../mapping/mapped.ts";
import { sourceValue } from "../mapping/source-value.ts";
import { GatewayRefusal } from "../refusal.ts";
import type { Integrate } from "./integrate.ts";

/**
 * MOCK: the request template renders to a `statusCode`, which chooses one of the responses; no service is asked.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export const mock =
  (integration: Mock): Integrate =>
  async (exchange) => {
    const response = responseFor(statusOf(integration, exchange), integration);
    const [type, template] = templateFor(response, exchange);
    return {
      status: response.statusCode,
      headers: withType(valuesOf(response, exchange), type),
      body: template === null ? null : substitute(template, exchange),
    };
  };

const statusOf = ({ requestTemplates }: Mock, exchange: Mapped): number => {
  const template = requestTemplates.get(firstMediaType(header(exchange, "content-type")) ?? "application/json");
  const status = template === undefined ? undefined : (looseJson(substitute(template, exchange)) as Status)?.statusCode;
  if (typeof status !== "number" || !Number.isInteger(status)) throw misconfigured("the template has no statusCode");
  return status;
};

type Status = { readonly statusCode?: unknown } | null | undefined;

/** API Gateway also takes `{statusCode: 200}`; YAML's flow style is such a loose JSON. */
const looseJson = (text: string): unknown => {
  try {
    return parse(text);
  } catch {
    throw misconfigured("the template renders to no JSON");
  }
};

const responseFor = (status: number, { responses }: Mock): MockResponse => {
  const chosen =
    responses.find(({ statusPattern }) => statusPattern?.test(String(status))) ??
    responses.find(({ statusPattern }) => statusPattern === null);
  if (!chosen) throw misconfigured(`no response for the status ${status}`);
  return chosen;
};

/** By Accept where it names a template's type, else the first one. */
const templateFor = ({ templates }: MockResponse, exchange: Mapped): readonly [string, string | null] => {
  const accepted = firstMediaType(header(exchange, "accept")) ?? "";
  const named = templates.get(accepted);
  if (named !== undefined) return [accepted, named];
  const [first] = templates;
  return first ?? ["application/json", null];
};

const valuesOf = ({ headers }: MockResponse, exchange: Mapped): Headers =>
  [...headers].flatMap(([name, source]) => {
    const value = sourceValue(source, exchange);
    return value === undefined ? [] : [[name, value] as const];
  });

const withType = (headers: Headers, type: string): Headers =>
  headers.some(([name]) => name.toLowerCase() === "content-type") ? headers : [...headers, ["Content-Type", type]];

const header = ({ request }: Mapped, wanted: string) =>
  request.headers.findLast(([name]) => name.toLowerCase() === wanted)?.[1];

const misconfigured = (reason: string) => new GatewayRefusal("DEFAULT_5XX", `MOCK: ${reason}`);
