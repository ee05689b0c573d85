import { describe, expect, test } from "@jest/globals";
import type { Stage } from "../../apis/stage.ts";
import type { ApiRequest } from "../../request/client-request.ts";
import type { GatewayResponse, Source } from "../api.ts";
import { GatewayRefusal, type RefusalType } from "../refusal.ts";
import { render } from "./render.ts";

const facts = {
  request: {
    requestId: "141d6671-99b4-40ca-9997-7a22f01eac74",
    method: "GET",
    path: "/trades",
    query: "q=a%0d%0ab",
    headers: [["Origin", "https://app.example"]] as const,
  } as unknown as ApiRequest,
  stage: { name: "prod", variables: { origin: "https://stage.example" } } as unknown as Stage,
};

const standard = '{"message":$context.error.messageString}';
const customised = (entries: Record<string, Partial<GatewayResponse>>) => ({
  gatewayResponses: new Map(
    Object.entries(entries).map(([type, entry]) => [
      type,
      { statusCode: null, headers: new Map(), templates: new Map(), ...entry },
    ]),
  ),
});
const json = (template: string) => new Map([["application/json", template]]);
const answered = (type: RefusalType, entries: Record<string, Partial<GatewayResponse>> = {}) => {
  const { status, headers, body } = render(new GatewayRefusal(type, "for the log alone"), customised(entries), facts);
  return { status, body, headers: Object.fromEntries(headers) };
};

describe("built-in gateway responses", () => {
  const said = (message: string) => JSON.stringify({ message });
  const mismatch =
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
  test.each<[RefusalType, number, string, string]>([
    ["ACCESS_DENIED", 403, '{"Message":"User is not authorized to access this resource"}', "AccessDeniedException"],
    ["API_CONFIGURATION_ERROR", 500, said("Internal server error"), "ApiConfigurationException"],
    ["AUTHORIZER_CONFIGURATION_ERROR", 500, '{"message":null}', "AuthorizerConfigurationException"],
    ["AUTHORIZER_FAILURE", 500, '{"message":null}', "AuthorizerFailureException"],
    ["BAD_REQUEST_BODY", 400, said("Invalid request body"), "BadRequestException"],
    ["BAD_REQUEST_PARAMETERS", 400, said("Missing required request parameters"), "BadRequestException"],
    ["EXPIRED_TOKEN", 403, said("The security token included in the request is expired"), "ExpiredTokenException"],
    ["INTEGRATION_FAILURE", 504, said("Network error communicating with endpoint"), "InternalServerErrorException"],
    ["INTEGRATION_TIMEOUT", 504, said("Endpoint request timed out"), "InternalServerErrorException"],
    ["INVALID_API_KEY", 403, said("Forbidden"), "ForbiddenException"],
    ["INVALID_SIGNATURE", 403, said(mismatch), "InvalidSignatureException"],
    ["MISSING_AUTHENTICATION_TOKEN", 403, said("Missing Authentication Token"), "MissingAuthenticationTokenException"],
    ["QUOTA_EXCEEDED", 429, said("Limit Exceeded"), "LimitExceededException"],
    ["RESOURCE_NOT_FOUND", 404, said("Not Found"), "ResourceNotFoundException"],
    ["THROTTLED", 429, said("Too Many Requests"), "TooManyRequestsException"],
    ["UNAUTHORIZED", 401, said("Unauthorized"), "UnauthorizedException"],
    ["UNSUPPORTED_MEDIA_TYPE", 415, said("Unsupported Media Type"), "BadRequestException"],
    ["WAF_FILTERED", 403, said("Forbidden"), "ForbiddenException"],
    ["DEFAULT_5XX", 500, said("Internal server error"), "InternalServerErrorException"],
  ])("%s", (type, status, body, errorType) => {
    expect(answered(type)).toEqual({
      status,
      body,
      headers: { "Content-Type": "application/json", "x-amzn-ErrorType": errorType },
    });
  });

  test("the denial has the 60 bytes that were observed", () => {
    expect(Buffer.byteLength(String(answered("ACCESS_DENIED").body))).toBe(60);
  });

  test("what an authorizer refuses names the trace, and nothing else does", () => {
    const trace = ["X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678"] as const;
    const traced = (type: RefusalType) =>
      render(new GatewayRefusal(type, ""), customised({}), {
        ...facts,
        request: { ...facts.request, headers: [trace] },
      }).headers.some(([name]) => name === trace[0]);
    const types = ["UNAUTHORIZED", "ACCESS_DENIED", "THROTTLED", "AUTHORIZER_CONFIGURATION_ERROR"] as const;
    expect(types.map(traced)).toEqual([true, true, false, false]);
  });

  test("a request too large is told in plain text and cannot be customised", () => {
    const entries = { REQUEST_TOO_LARGE: { statusCode: 200 }, DEFAULT_4XX: { templates: json("{}") } };
    expect(answered("REQUEST_TOO_LARGE", entries)).toMatchObject({
      status: 413,
      body: "HTTP content length exceeded 10485760 bytes.",
      headers: { "Content-Type": "text/plain" },
    });
  });
});

describe("customised gateway responses", () => {
  const cors = new Map([["Access-Control-Allow-Origin", { kind: "static", value: "*" } as const]]);

  test("case 18: DEFAULT_4XX with a header and a template, then ACCESS_DENIED with a header alone", () => {
    const DEFAULT_4XX = { headers: cors, templates: json('{"own":$context.error.messageString}') };
    const ACCESS_DENIED = { headers: new Map([["X-Why", { kind: "static", value: "no" } as const]]) };
    expect(answered("ACCESS_DENIED", { DEFAULT_4XX })).toEqual({
      status: 403,
      body: '{"own":"User is not authorized to access this resource"}',
      headers: {
        "Content-Type": "application/json",
        "x-amzn-ErrorType": "AccessDeniedException",
        "Access-Control-Allow-Origin": "*",
      },
    });
    expect(answered("ACCESS_DENIED", { DEFAULT_4XX, ACCESS_DENIED })).toEqual({
      status: 403,
      body: '{"Message":"User is not authorized to access this resource"}',
      headers: { "Content-Type": "application/json", "x-amzn-ErrorType": "AccessDeniedException", "X-Why": "no" },
    });
  });

  test("a header of the entry stands in place of the one that is built in", () => {
    const headers = new Map([["content-type", { kind: "static", value: "application/problem+json" } as const]]);
    expect(answered("UNAUTHORIZED", { UNAUTHORIZED: { headers, templates: json("{}") } }).headers).toEqual({
      "content-type": "application/problem+json",
      "x-amzn-ErrorType": "UnauthorizedException",
    });
  });

  test.each<[accept: string | null, type: string]>([
    [null, "application/json"],
    ["*/*", "application/json"],
    ["text/html", "text/html"],
    ["application/xhtml+xml, Text/HTML;q=0.9, application/json", "text/html"],
    ["application/pdf", "application/json"],
  ])("to a client that accepts %j goes the template for %s", (accept, type) => {
    const templates = new Map([
      ["application/json", "{}"],
      ["text/html", "<p>"],
    ]);
    const headers: [string, string][] = accept === null ? [] : [["Accept", accept]];
    const request = { ...facts.request, headers };
    const entry = customised({ UNAUTHORIZED: { templates } });
    const answer = render(new GatewayRefusal("UNAUTHORIZED", ""), entry, { ...facts, request });
    expect([Object.fromEntries(answer.headers)["Content-Type"], answer.body]).toEqual([type, templates.get(type)]);
  });

  test("what is wrong with a body is told where the template asks for it", () => {
    const refusal = new GatewayRefusal("BAD_REQUEST_BODY", "", { validationErrorString: "[too short]" });
    const entry = customised({
      BAD_REQUEST_BODY: { templates: json('{"why":"$context.error.validationErrorString"}') },
    });
    expect(render(refusal, entry, facts).body).toBe('{"why":"[too short]"}');
    expect(
      render(
        new GatewayRefusal("THROTTLED", ""),
        customised({ THROTTLED: entry.gatewayResponses.get("BAD_REQUEST_BODY")! }),
        facts,
      ).body,
    ).toBe('{"why":""}');
  });

  test("DEFAULT_4XX speaks for every type of its class, in lower case", () => {
    const entries = { DEFAULT_4XX: { headers: cors, templates: json(standard) } };
    const denied = answered("ACCESS_DENIED", entries);
    expect(denied.body).toBe('{"message":"User is not authorized to access this resource"}');
    expect(denied.headers).toEqual({
      "Content-Type": "application/json",
      "x-amzn-ErrorType": "AccessDeniedException",
      "Access-Control-Allow-Origin": "*",
    });
    expect(answered("AUTHORIZER_CONFIGURATION_ERROR", entries).headers).not.toHaveProperty(
      "Access-Control-Allow-Origin",
    );
  });

  test("an entry with only a header uses the built-in template and nothing of DEFAULT_4XX", () => {
    const entries = {
      DEFAULT_4XX: { statusCode: 499, headers: cors, templates: json('{"own":1}') },
      ACCESS_DENIED: { headers: new Map([["X-Why", { kind: "static", value: "no" } as const]]) },
    };
    expect(answered("ACCESS_DENIED", entries)).toEqual({
      status: 403,
      body: '{"Message":"User is not authorized to access this resource"}',
      headers: { "Content-Type": "application/json", "x-amzn-ErrorType": "AccessDeniedException", "X-Why": "no" },
    });
    expect(answered("UNAUTHORIZED", entries)).toMatchObject({ status: 499, body: '{"own":1}' });
  });

  test("a specific 5XX entry keeps its built-in status although DEFAULT_5XX has another", () => {
    const entries = { DEFAULT_5XX: { statusCode: 599 }, AUTHORIZER_CONFIGURATION_ERROR: { headers: cors } };
    expect(answered("AUTHORIZER_CONFIGURATION_ERROR", entries).status).toBe(500);
    expect(answered("INTEGRATION_FAILURE", entries).status).toBe(599);
  });

  test("a null message is rendered as null, and an unknown variable as nothing", () => {
    const template = `${standard}$context.nothing $context.error.responseType $util.escapeJavaScript(1)`;
    const entries = { DEFAULT_5XX: { templates: json(template) } };
    expect(answered("AUTHORIZER_CONFIGURATION_ERROR", entries).body).toBe(
      '{"message":null} AUTHORIZER_CONFIGURATION_ERROR $util.escapeJavaScript(1)',
    );
  });

  test("the content type is the template's key", () => {
    const entries = { UNAUTHORIZED: { templates: new Map([["text/html", "<p>$context.requestId.</p>"]]) } };
    const answer = answered("UNAUTHORIZED", entries);
    expect([answer.headers["Content-Type"], answer.body]).toEqual([
      "text/html",
      "<p>141d6671-99b4-40ca-9997-7a22f01eac74.</p>",
    ]);
  });

  test("headers and templates take values of the request, the stage and the authorizer's context", () => {
    const refusal = new GatewayRefusal("ACCESS_DENIED", "", {
      authorization: { kind: "lambda", principalId: "alice", context: { reason: "frozen" }, integrationLatency: 0 },
    });
    const request = (place: "header" | "querystring", name: string) =>
      ({ kind: "request", in: place, name, multivalue: false }) as const;
    const api = customised({
      ACCESS_DENIED: {
        templates: json("$context.authorizer.reason $stageVariables.origin $method.request.header.origin"),
        headers: new Map<string, Source>([
          ["X-Principal", { kind: "context", path: "authorizer.principalId" }],
          ["X-Stage", { kind: "stageVariable", name: "origin" }],
          ["X-Origin", request("header", "Origin")],
          ["X-Split", request("querystring", "q")],
          ["X-Absent", request("header", "Absent")],
        ]),
      },
    });
    const { body, headers } = render(refusal, api, facts);
    expect(body).toBe("frozen https://stage.example https://app.example");
    expect(headers.slice(2)).toEqual([
      ["X-Principal", "alice"],
      ["X-Stage", "https://stage.example"],
      ["X-Origin", "https://app.example"],
    ]);
  });

  test("what a refusal says of itself goes before its type's words", () => {
    const refusal = new GatewayRefusal("DEFAULT_4XX", "", {
      errorType: "IncompleteSignatureException",
      message: "bad",
    });
    const { body, headers, status } = render(
      refusal,
      customised({ DEFAULT_4XX: { templates: json(standard) } }),
      facts,
    );
    expect([status, body, Object.fromEntries(headers)["x-amzn-ErrorType"]]).toEqual([
      403,
      '{"message":"bad"}',
      "IncompleteSignatureException",
    ]);
  });
});
