import type { Answer } from "../../answer.ts";
import { type Headers, lastHeader } from "../../request/headers.ts";
import { firstMediaType } from "../../request/media-type.ts";
import { NoJson } from "../../vtl/parse-json.ts";
import type { Template } from "../../vtl/syntax.ts";
import type { IntegrationResponse, Transformed } from "../api.ts";
import { headerValue, mappedHeader } from "../mapping/header-value.ts";
import type { Mapped } from "../mapping/mapped.ts";
import { responseValue } from "../mapping/response-value.ts";
import { GatewayRefusal } from "../refusal.ts";
import { type Overrides, overridden, overriddenStatus, withOverrides } from "../templates/overrides.ts";
import { renderMapping } from "../templates/render.ts";
import { bytesIn, type Payload, responseHandling } from "./content-handling.ts";
import { mappedResponseHeaders } from "./response-headers.ts";

/** What a backend answered, whole. */
export interface BackendAnswer {
  /** Its status or, of a function that failed, its error message: this is what chooses the response. */
  readonly outcome: string;
  readonly headers: Headers;
  readonly body: Buffer;
}

interface Answering {
  readonly mapped: Mapped;
  readonly overrides: Overrides;
  readonly binaryMediaTypes: readonly string[];
}

/**
 * Turns a backend's answer into the one that the client gets: of its headers and its body only what a response says.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 * @throws {GatewayRefusal} 500 where no response is for this answer, or its template fails.
 */
export const answerFrom = (integration: Transformed, answer: BackendAnswer, answering: Answering): Answer => {
  const response = responseFor(integration, answer.outcome);
  const { mapped, overrides } = answering;
  const [type, template] = templateFor(response, mapped);
  const body = bodyOf(response, { ...answering, answer, template });
  const overriding = overridden(overrides.response, "header").map(
    ([name, value]) => [name, headerValue(name, value)] as const,
  );
  const headers = withOverrides(valuesOf(response, answer, mapped), overriding);
  return {
    status: overriddenStatus(overrides.response) ?? response.statusCode,
    headers: mappedResponseHeaders(withType(headers, type)),
    body,
  };
};

const responseFor = ({ responses }: Transformed, outcome: string): IntegrationResponse => {
  const chosen =
    responses.find(({ pattern }) => pattern?.test(outcome)) ?? responses.find(({ pattern }) => pattern === null);
  if (!chosen)
    throw new GatewayRefusal(
      "API_CONFIGURATION_ERROR",
      `no response is for ${JSON.stringify(outcome)}, and there is no default`,
    );
  return chosen;
};

/**
 * By Accept where it names a template's type, else `application/json`, else the first one (localstack's test of AWS).
 * Unconfirmed: the answer is of the template's type, unless a mapping says otherwise.
 */
const templateFor = ({ templates }: IntegrationResponse, { request }: Mapped): readonly [string, Template | null] => {
  const accepted = firstMediaType(lastHeader(request.headers, "accept")) ?? "";
  const type = [accepted, "application/json", ...templates.keys()].find((each) => templates.has(each));
  return type === undefined ? ["application/json", null] : [type, templates.get(type) ?? null];
};

interface Body extends Answering {
  readonly answer: BackendAnswer;
  readonly template: Template | null;
}

const bodyOf = (response: IntegrationResponse, { answer, template, ...answering }: Body): Payload => {
  const { isBinaryAnswer, becomesBinary } = responseHandling({
    request: answering.mapped.request.headers,
    response: answer.headers,
    binaryMediaTypes: answering.binaryMediaTypes,
    contentHandling: response.contentHandling,
  });
  if (template === null && isBinaryAnswer && becomesBinary) return answer.body;
  const text = answer.body.toString(isBinaryAnswer ? "base64" : "utf8");
  const rendered = template === null ? text : render(template, text, answering);
  return becomesBinary && rendered !== "" ? bytesIn(rendered) : rendered;
};

const render = (template: Template, text: string, { mapped, overrides }: Answering): string => {
  try {
    return renderMapping(template, text, mapped, overrides);
  } catch (error) {
    if (!(error instanceof NoJson)) throw error;
    throw new GatewayRefusal("DEFAULT_5XX", `a response template reads the backend's answer: ${error.message}`);
  }
};

const valuesOf = ({ headers }: IntegrationResponse, answer: BackendAnswer, mapped: Mapped): Headers =>
  [...headers].flatMap(([name, source]) => {
    const value = responseValue(source, answer, mapped);
    return value === undefined ? [] : [mappedHeader(name, source, value)];
  });

const withType = (headers: Headers, type: string): Headers =>
  headers.some(([name]) => name.toLowerCase() === "content-type") ? headers : [...headers, ["Content-Type", type]];
