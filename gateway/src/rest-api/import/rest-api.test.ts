import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { stringify } from "yaml";
import { importApi } from "../../openapi/import-api.ts";
import { parseTemplate } from "../../vtl/parse-template.ts";
import type { LambdaAuthorizer } from "../api.ts";
import {
  api,
  document,
  functionArn,
  imported,
  invocation,
  operation,
  proxy,
  refused,
  routeOf,
  scheme,
} from "./testing/definition.ts";

const mockOf = (more: object = {}) => ({
  type: "mock",
  requestTemplates: { "application/json": '{"statusCode": 200}' },
  responses: { default: { statusCode: "200" } },
  ...more,
});
const request = (authorizer: object) => scheme({ type: "request", ...authorizer }, { name: "Unused" });

const guarded = (guard: object) =>
  routeOf(operation(proxy(), { security: [{ guard: [] }] }), { components: { securitySchemes: { guard } } });

test("the API of this repository is imported without a warning, and only its sign-in and health are open", () => {
  const file = fileURLToPath(new URL("../../../../config/api.yaml", import.meta.url));
  const identity = { region: "us-east-1", accountId: "000000000000", apiId: "gatehouse0" };
  const { kind, api, warnings } = importApi(file, identity);
  if (kind !== "REST") throw new Error(`it was imported as an API of kind ${kind}`);
  const { routes } = api;
  const open = routes.filter(({ authorizer }) => !authorizer).map(({ resource }) => resource);
  expect(warnings).toEqual([]);
  expect(open.every((resource) => /^\/(auth\/|health$)/.test(resource))).toBe(true);
  expect(open.length).toBeLessThan(routes.length);
});

describe("an operation", () => {
  test("becomes a route", () => {
    const text = document({
      "/trades/{tradeId}": {
        parameters: [{ $ref: "#/components/parameters/tradeId" }],
        get: operation(
          proxy({
            uri: "https://${stageVariables.host}/trades/{tradeId}",
            connectionType: "VPC_LINK",
            connectionId: "${stageVariables.vpcLinkId}",
            timeoutInMillis: 50,
            requestParameters: {
              "integration.request.path.tradeId": "method.request.path.tradeId",
              "integration.request.header.X-User-Id": "context.requestId",
              "integration.request.header.X-Fixed": "'a b'",
              "integration.request.header.X-Stage": "stageVariables.host",
              "integration.request.querystring.all": "method.request.multivaluequerystring.tag",
            },
          }),
          { parameters: [{ name: "tag", in: "query", required: true }], "x-local-note": "is nobody's business" },
        ),
      },
    });
    const [route] = imported(
      text.replace(
        "info:",
        "components: { parameters: { tradeId: { name: tradeId, in: path, required: true } } }\ninfo:",
      ),
    ).routes;
    expect(route).toEqual({
      resource: "/trades/{tradeId}",
      method: "GET",
      authorizer: null,
      authorizationScopes: [],
      apiKeyRequired: false,
      models: new Map(),
      parameters: [
        { in: "path", name: "tradeId" },
        { in: "querystring", name: "tag" },
      ],
      validator: { parameters: false, body: false },
      place: expect.stringMatching(/api\.yaml:\d+$/),
      integration: {
        type: "HTTP_PROXY",
        httpMethod: "GET",
        uri: "https://${stageVariables.host}/trades/{tradeId}",
        connection: { type: "VPC_LINK", id: "${stageVariables.vpcLinkId}" },
        skipsVerification: false,
        transferMode: "BUFFERED",
        timeout: 50,
        mappings: [
          {
            to: { in: "path", name: "tradeId" },
            source: { kind: "request", in: "path", name: "tradeId", multivalue: false },
          },
          { to: { in: "header", name: "X-User-Id" }, source: { kind: "context", path: "requestId" } },
          { to: { in: "header", name: "X-Fixed" }, source: { kind: "static", value: "a b" } },
          { to: { in: "header", name: "X-Stage" }, source: { kind: "stageVariable", name: "host" } },
          {
            to: { in: "querystring", name: "all" },
            source: { kind: "request", in: "querystring", name: "tag", multivalue: true },
          },
        ],
      },
    });
  });

  test("of any method, with a function behind it", () => {
    const uri = invocation.replaceAll("eu-west-1", "${AWS::Region}").replaceAll("123456789012", "${AWS::AccountId}");
    const any = operation({ type: "AWS_PROXY", httpMethod: "POST", uri });
    const { routes } = imported(document({ "/{proxy+}": { "x-amazon-apigateway-any-method": any } }));
    expect(routes).toMatchObject([
      { resource: "/{proxy+}", method: "ANY", integration: { type: "AWS_PROXY", functionArn, timeout: 29_000 } },
    ]);
  });

  test("with a mock", () => {
    const response = {
      statusCode: "204",
      responseParameters: { "method.response.header.Access-Control-Allow-Origin": "'*'" },
      responseTemplates: { "application/json": '{"id": "$context.requestId"}' },
    };
    const integration = mockOf({
      requestTemplates: { "application/json": "{statusCode: 204}" },
      responses: { "2\\d{2}": response, default: { statusCode: "204" } },
    });
    const responses = { "204": { description: "", headers: { "Access-Control-Allow-Origin": {} } } };
    expect(routeOf(operation(integration, { responses })).integration).toEqual({
      type: "MOCK",
      requestTemplates: new Map([["application/json", parseTemplate("{statusCode: 204}")]]),
      passthrough: "WHEN_NO_MATCH",
      contentHandling: null,
      responses: [
        {
          pattern: /^(?:2\d{2})$/u,
          statusCode: 204,
          headers: new Map([["Access-Control-Allow-Origin", { kind: "static", value: "*" }]]),
          templates: new Map([["application/json", parseTemplate('{"id": "$context.requestId"}')]]),
          contentHandling: null,
        },
        { pattern: null, statusCode: 204, headers: new Map(), templates: new Map(), contentHandling: null },
      ],
    });
  });

  test("with a mock whose response is declared elsewhere", () => {
    const responseParameters = { "method.response.header.X-A": "'1'" };
    const integration = mockOf({ responses: { default: { statusCode: "200", responseParameters } } });
    const responses = { 200: { $ref: "#/components/responses/Fine" } };
    const shared = (headers: object) => ({ components: { responses: { Fine: { description: "", headers } } } });
    const headers = new Map([["X-A", { kind: "static", value: "1" }]]);
    const route = routeOf(operation(integration, { responses }), shared({ "X-A": {} }));
    expect(route.integration).toMatchObject({ responses: [{ headers }] });
    refused(() => api(operation(integration, { responses }), shared({})), /declares no header X-A/);
    refused(() => api(operation(integration, { responses })), /reference to something in this file/);
  });

  test("with a request validator, its own or the root's", () => {
    const root = {
      "x-amazon-apigateway-request-validators": {
        params: { validateRequestBody: false, validateRequestParameters: true },
      },
      "x-amazon-apigateway-request-validator": "params",
    };
    expect(routeOf(operation(), root).validator).toEqual({ parameters: true, body: false });
  });
});

describe("an authorizer", () => {
  test("for tokens: the header is the scheme's name, and 300 seconds where nothing is said", () => {
    expect(guarded(scheme()).authorizer).toEqual({
      name: "guard",
      type: "TOKEN",
      functionArn,
      identitySources: [{ from: "header", name: "Authorization" }],
      identityValidationExpression: null,
      resultTtl: 300,
    });
  });

  test("for tokens: the expression matches the whole token", () => {
    const { identityValidationExpression: expression } = guarded(
      scheme({ identityValidationExpression: "Bearer [a-z]+|x" }),
    ).authorizer as LambdaAuthorizer;
    expect(["Bearer abc", "x", "Bearer abc1", "yx", "Bearer abc\n"].map((token) => expression?.test(token))).toEqual([
      ...[true, true, false, false, false],
    ]);
  });

  test("for requests: the sources are those of identitySource", () => {
    const identitySource =
      "method.request.header.X-Token, method.request.querystring.q,stageVariables.a , context.identity.sourceIp";
    expect(guarded(request({ identitySource, authorizerResultTtlInSeconds: 3600 })).authorizer).toMatchObject({
      type: "REQUEST",
      resultTtl: 3600,
      identitySources: [
        { from: "header", name: "X-Token" },
        { from: "querystring", name: "q" },
        { from: "stageVariables", name: "a" },
        { from: "context", name: "identity.sourceIp" },
      ],
    });
  });
});

describe("security", () => {
  const components = { securitySchemes: { guard: scheme(), other: scheme() } };
  const unsaid = { ...operation(), security: undefined };

  test("of the root guards operations without their own, with a warning", () => {
    const { routes, warnings } = api(unsaid, { components, security: [{ guard: [] }] });
    expect(routes[0]?.authorizer?.name).toBe("guard");
    expect(warnings).toEqual([
      expect.stringMatching(/api\.yaml:\d+: paths\.\/trades\.get takes its security from the root/),
    ]);
  });

  test("of the operation goes before the root's", () => {
    const own = operation(proxy(), { security: [{ other: [] }] });
    expect(routeOf(own, { components, security: [{ guard: [] }] }).authorizer?.name).toBe("other");
    expect(routeOf(operation(), { components, security: [{ guard: [] }] }).authorizer).toBeNull();
  });

  test("that nobody mentions leaves an operation open, with a warning", () => {
    const { routes, warnings } = api(unsaid);
    expect(routes[0]?.authorizer).toBeNull();
    expect(warnings).toEqual([expect.stringContaining("open to everybody")]);
    expect(api(operation()).warnings).toEqual([]);
  });

  test("is taken away by x-amazon-apigateway-auth NONE alone", () => {
    const opened = { ...unsaid, "x-amazon-apigateway-auth": { type: "NONE" } };
    expect(routeOf(opened, { components, security: [{ guard: [] }] }).authorizer).toBeNull();
  });
});

/** Faults by the operation at `/trades` GET. */
const inOperation: [string, object, RegExp][] = [
  ["no integration", { ...operation(), "x-amazon-apigateway-integration": undefined }, /has no integration/],
  ["another integration", operation({ type: "kinesis" }), /http, http_proxy, aws, aws_proxy, mock, received "kinesis"/],
  ["a shared integration", operation({ $ref: "#/components/x" }), /received nothing/],
  [
    "an unknown integration field",
    operation(proxy({ integrationSubtype: "x" })),
    /integrationSubtype is not supported/,
  ],
  ["a slip in an integration field", operation(proxy({ uirr: "" })), /uirr is not supported/],
  ["no uri", operation(proxy({ uri: undefined })), /uri: expected .*received nothing/],
  ["a uri of another kind", operation(proxy({ uri: "ftp://trades/" })), /uri: expected http/],
  ["a host from the request", operation(proxy({ uri: "http://{host}/" })), /without \{param\}/],
  ["an unmapped parameter", operation(proxy({ uri: "http://trades/{tradeId}" })), /\{tradeId\} needs integration/],
  ["no method", operation(proxy({ httpMethod: undefined })), /httpMethod: expected GET/],
  ["a short time-out", operation(proxy({ timeoutInMillis: 49 })), /timeoutInMillis: .*50 to 29000, received 49/],
  ["a long time-out", operation(proxy({ timeoutInMillis: 29_001 })), /received 29001/],
  ["the payload of HTTP APIs", operation(proxy({ payloadFormatVersion: "2.0" })), /belongs to HTTP APIs/],
  ["a link without an id", operation(proxy({ connectionType: "VPC_LINK" })), /connectionId: expected/],
  ["an id without a link", operation(proxy({ connectionId: "x" })), /connectionId goes with/],
  ["response mapping", operation(proxy({ responses: { "200": { statusCode: 200 } } })), /only default/],
  ["a function by GET", operation({ type: "aws_proxy", httpMethod: "GET", uri: invocation }), /expected POST/],
  ["a bad function uri", operation({ type: "aws_proxy", httpMethod: "POST", uri: functionArn }), /lambda:path/],
  [
    "a mock without a status",
    operation(mockOf({ requestTemplates: { "application/json": "{}" } })),
    /integer statusCode/,
  ],
  ["a mock without templates", operation(mockOf({ requestTemplates: undefined })), /must give a statusCode/],
  ["a mock without responses", operation(mockOf({ responses: {} })), /needs responses/],
  ["an undeclared response", operation(mockOf(), { responses: { "201": {} } }), /declare no 200/],
  [
    "an undeclared response header",
    operation(
      mockOf({
        responses: { default: { statusCode: 200, responseParameters: { "method.response.header.X": "'1'" } } },
      }),
    ),
    /declares no header X/,
  ],
  ["no responses", { ...operation(), responses: undefined }, /wants responses/],
  [
    "an unknown extension",
    operation(proxy(), { "x-amazon-apigateway-policy": {} }),
    /x-amazon-apigateway-policy is not supported/,
  ],
  ["an unknown member", operation(proxy(), { securty: [] }), /securty is not supported/],
  ["another auth", operation(proxy(), { "x-amazon-apigateway-auth": { type: "JWT" } }), /expected NONE or AWS_IAM/],
  ["an unknown validator", operation(proxy(), { "x-amazon-apigateway-request-validator": "all" }), /has no all/],
  ["security without a value", { ...operation(), security: null }, /say.* security: \[\]/],
  ["security that is no list", operation(proxy(), { security: { guard: [] } }), /expected a list/],
  ["an unknown scheme", operation(proxy(), { security: [{ nobody: [] }] }), /no security scheme nobody/],
  ["optional security", operation(proxy(), { security: [{}] }), /empty requirement/],
];

/** Faults by one entry of `requestParameters`. */
const inMapping: [string, string, RegExp][] = [
  [
    "integration.request.header.X",
    "method.request.header.Undeclared",
    /declares no parameter \{name: Undeclared, in: header\}/,
  ],
  ["integration.request.header.X", "method.request.querystring.q", /in: query/],
  ["integration.request.header.X", "method.request.body.$..", /JSONPath/],
  ["integration.request.header.X", "$context.requestId", /expected 'text'/],
  ["integration.request.header.X", "text", /expected 'text'/],
  ["integration.request.header.X", "'a\nb'", /expected 'text'/],
  ["integration.request.header.X", "context.nothing", /no variable/],
  ["integration.request.header.X", "context.error.message", /gateway responses only/],
  ["integration.request.header.X", "context.authorizer.principalId", /operation is open/],
  ["integration.request.header.X Y", "'a'", /no name of a header/],
  ["integration.request.header.Content-Length", "'0'", /cannot be mapped/],
  ["integration.request.header.x-amzn-trace-id", "'x'", /answers every request with a 500/],
  ["integration.request.path.id", "'a'", /the uri has no \{id\}/],
  ["integration.request.body", "'a'", /expected integration\.request/],
  ["overwrite:header.X", "'a'", /expected integration\.request/],
];

/** Faults by the scheme that guards the operation. */
const inScheme: [string, object, RegExp][] = [
  ["an API key elsewhere", { type: "apiKey", name: "x-api-key", in: "query" }, /nothing here can enforce it/],
  ["an API key of another name", { type: "apiKey", name: "x-key", in: "header" }, /nothing here can enforce it/],
  ["OAuth", { type: "oauth2", flows: {} }, /nothing here can enforce it/],
  ["a signature and a function", scheme({}, { "x-amazon-apigateway-authtype": "awsSigv4" }), /contradicts/],
  ["JWT", scheme({ type: "jwt" }), /expected token, request, cognito_user_pools/],
  ["another OpenAPI type", scheme({}, { type: "http" }), /type: expected apiKey/],
  ["a token in the query", scheme({}, { in: "query" }), /in: expected header/],
  ["no function", scheme({ authorizerUri: undefined }), /authorizerUri: expected arn/],
  ["a bare function ARN", scheme({ authorizerUri: functionArn }), /authorizerUri: expected arn/],
  ["a long life", scheme({ authorizerResultTtlInSeconds: 3601 }), /from 0 to 3600, received 3601/],
  ["a negative life", scheme({ authorizerResultTtlInSeconds: -1 }), /from 0 to 3600/],
  ["a Java expression", scheme({ identityValidationExpression: "\\ABearer \\w++\\z" }), /no regular expression/],
  ["a broken expression", scheme({ identityValidationExpression: "(" }), /no regular expression/],
  ["another token source", scheme({ identitySource: "method.request.header.X" }), /has one source/],
  [
    "two token sources",
    scheme({ identitySource: "method.request.header.Authorization,context.path" }),
    /has one source/,
  ],
  [
    "the fields of HTTP APIs",
    scheme({ authorizerPayloadFormatVersion: "2.0" }),
    /authorizerPayloadFormatVersion is not/,
  ],
  ["a cache without identity", request({}), /cached for 300 seconds/],
  [
    "an expression on requests",
    request({ identitySource: "context.path", identityValidationExpression: "x" }),
    /token authorizers only/,
  ],
  ["a path parameter as source", request({ identitySource: "method.request.path.id" }), /identitySource: expected/],
  ["the syntax of HTTP APIs", request({ identitySource: "$request.header.Authorization" }), /belongs to HTTP APIs/],
  ["an unknown context source", request({ identitySource: "context.nothing" }), /no variable/],
  ["a source from itself", request({ identitySource: "context.authorizer.principalId" }), /not there yet/],
  ["an empty source", request({ identitySource: "context.path,," }), /identitySource: expected/],
];

/** Faults by the path. */
const inPath: [string, RegExp][] = [
  ["trades", /starts with one slash/],
  ["/trades/", /ends without a slash/],
  ["/a//b", /empty segment/],
  ["/a b", /the segment a b/],
  ["/a%20b", /the segment a%20b/],
  ["/x{id}", /the segment x\{id\}/],
  ["/{id}{more}", /the segment/],
  ["/{proxy+}/x", /must come last/],
  ["/{id}/{id}", /one name/],
  ["/$default", /HTTP APIs/],
];

const rootFaults: [string, string, RegExp][] = [
  ["Swagger 1.2", stringify({ swagger: "1.2", paths: {} }), /swagger: expected .*swagger: "2\.0", received "1\.2"/],
  [
    "OpenAPI 3.1",
    stringify({ openapi: "3.1.0", paths: {} }),
    /openapi: expected openapi: 3\.0\.x or .*received "3\.1\.0"/,
  ],
  ["no paths", stringify({ openapi: "3.0.3" }), /at least one path/],
  ["nothing", "", /expected openapi/],
  [
    "CORS of HTTP APIs",
    document({ "/a": { get: operation() } }, { "x-amazon-apigateway-cors": {} }),
    /belongs to HTTP APIs/,
  ],
  [
    "an unknown AWS variable",
    document({ "/a": { get: operation(proxy({ uri: "http://${AWS::Host}/" })) } }),
    /\$\{AWS::Host\} is unknown/,
  ],
  ["an unknown method", document({ "/a": { trace: operation() } }), /trace is not supported/],
  [
    "two parameters at one place",
    document({ "/a/{b}": { get: operation() }, "/a/{c}/d": { get: operation() } }),
    /\{c\} stands where \/a\/\{b\} has \{b\}/,
  ],
  [
    "a parameter of no segment",
    document({ "/a": { get: operation(proxy(), { parameters: [{ name: "b", in: "path" }] }) } }),
    /\/a has no \{b\}/,
  ],
  [
    "a dangling reference",
    document({ "/a": { get: operation(proxy(), { parameters: [{ $ref: "#/components/parameters/x" }] }) } }),
    /reference to something/,
  ],
];

describe("the start is stopped, with line and field, by", () => {
  test("nothing in the control twin", () => {
    expect(routeOf(operation())).toMatchObject({ resource: "/trades" });
  });

  test.each(inOperation)("an operation with %s", (_what, get, message) => refused(() => api(get), message));
  test.each(inMapping)("the mapping %s: %j", (key, value, message) =>
    refused(() => api(operation(proxy({ requestParameters: { [key]: value } }))), message),
  );
  test.each(inScheme)("a scheme with %s", (_what, guard, message) => refused(() => guarded(guard), message));
  test.each(inPath)("the path %s", (path, message) =>
    refused(() => imported(document({ [path]: { get: operation() } })), message),
  );
  test.each(rootFaults)("a file with %s", (_what, text, message) => refused(() => imported(text), message));

  test.each<[string, object]>([
    ["two alternatives", { security: [{ guard: [] }, { other: [] }] }],
    ["two at once", { security: [{ guard: [], other: [] }] }],
    ["scopes", { security: [{ guard: ["read"] }] }],
    ["a contradiction", { security: [{ guard: [] }], "x-amazon-apigateway-auth": { type: "NONE" } }],
  ])("security with %s", (_what, more) => {
    const components = { securitySchemes: { guard: scheme(), other: scheme() } };
    refused(() => api(operation(proxy(), more), { components }), /several requirements|scopes are not|contradicts/);
  });

  test("a header that is mapped twice", () => {
    const requestParameters = { "integration.request.header.X-A": "'1'", "integration.request.header.x-a": "'2'" };
    refused(() => api(operation(proxy({ requestParameters }))), /x-a is mapped twice/);
  });

  test("an AWS-flavoured scheme that nobody uses but nobody could enforce", () => {
    const components = { securitySchemes: { guard: scheme({ type: "jwt" }), docs: { type: "http", scheme: "basic" } } };
    refused(() => api(operation(), { components }), /expected token, request/);
  });

  test("a file of more than 6 MB, one byte less being fine", () => {
    const text = document({ "/a": { get: operation() } });
    const padded = (bytes: number) => `${text}#${"-".repeat(bytes - text.length - 1)}`;
    refused(() => imported(padded(6_291_457)), /has 6291457 bytes; API Gateway imports 6291456 at most/);
    expect(imported(padded(6_291_456)).routes).toHaveLength(1);
  });

  test("all faults at once", () => {
    const read = () =>
      imported(
        document({
          "/a": { get: operation(proxy({ timeoutInMillis: 1 })) },
          "/b": { get: operation({ type: "kinesis" }) },
        }),
      );
    expect(read).toThrow(/timeoutInMillis/);
    expect(read).toThrow(/paths\.\/b\.get\.x-amazon-apigateway-integration\.type/);
  });
});
