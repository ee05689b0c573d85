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
  test.each<[RefusalType, number, string, string]>([
    ["ACCESS_DENIED", 403, '{"Message":"User is not authorized to access this resource"}', "AccessDeniedException"],
    ["AUTHORIZER_CONFIGURATION_ERROR", 500, '{"message":null}', "AuthorizerConfigurationException"],
    ["UNAUTHORIZED", 401, '{"message":"Unauthorized"}', "UnauthorizedException"],
    [
      "MISSING_AUTHENTICATION_TOKEN",
      403,
      '{"message":"Missing Authentication Token"}',
      "MissingAuthenticationTokenException",
    ],
    ["BAD_REQUEST_BODY", 400, '{"message":"Invalid request body"}', "BadRequestException"],
    ["INTEGRATION_TIMEOUT", 504, '{"message":"Endpoint request timed out"}', "InternalServerErrorException"],
    ["DEFAULT_5XX", 500, '{"message":"Internal server error"}', "InternalServerErrorException"],
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
      authorization: { principalId: "alice", context: { reason: "frozen" }, integrationLatency: 0 },
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
