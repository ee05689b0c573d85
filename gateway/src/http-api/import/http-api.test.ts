import { describe, expect, test } from "@jest/globals";
import { stringify } from "yaml";
import { functionArn, importedFrom, info, invocation, refused } from "../../openapi/testing/imported.ts";
import type { HttpProxy } from "../api.ts";
import { api, integrated, lambda, link, listenerArn, operation, routeOf, url } from "./testing/definition.ts";

const any = "x-amazon-apigateway-any-method";

describe("routes", () => {
  test("have keys, methods and paths; parameters are documentation", () => {
    const { routes, warnings } = api({
      "/": { get: operation() },
      "/a/{id}": { parameters: [{ name: "id", in: "path" }], post: operation(lambda(), { requestBody: {} }) },
      "/b/{x}/c": { [any]: operation() },
      "/b/{y}/d": { options: operation() },
      "/{proxy+}": { head: operation() },
      "/$default": { [any]: operation(lambda(), { isDefaultRoute: true }) },
    });
    expect(routes.map(({ routeKey, method, path }) => [routeKey, method, path])).toEqual([
      ["GET /", "GET", "/"],
      ["POST /a/{id}", "POST", "/a/{id}"],
      ["ANY /b/{x}/c", "ANY", "/b/{x}/c"],
      ["OPTIONS /b/{y}/d", "OPTIONS", "/b/{y}/d"],
      ["HEAD /{proxy+}", "HEAD", "/{proxy+}"],
      ["$default", "ANY", null],
    ]);
    expect(routes.every(({ place }) => /api\.yaml:\d+$/.test(place))).toBe(true);
    expect(warnings).toEqual([]);
  });

  test.each<[string, object, RegExp]>([
    ["a slash at the end", { "/a/": { get: operation() } }, /ends without a slash/],
    ["no slash at the start", { a: { get: operation() } }, /starts with one slash/],
    ["an empty segment", { "/a//b": { get: operation() } }, /no empty segment/],
    ["a greedy parameter in the middle", { "/{a+}/b": { get: operation() } }, /must come last/],
    ["half a parameter", { "/a{b}": { get: operation() } }, /the segment a\{b\}/],
    ["one parameter twice", { "/{a}/{a}": { get: operation() } }, /two parameters have one name/],
    [
      "the same path twice",
      { "/{a}": { get: operation() }, "/{b}": { post: operation() } },
      /is the same path as \/\{a\}/,
    ],
    ["TRACE", { "/a": { trace: operation() } }, /trace is not supported/],
    ["no integration", { "/a": { get: { security: [], responses: {} } } }, /has no integration/],
    ["no responses", { "/a": { get: operation(lambda(), { responses: undefined }) } }, /wants responses/],
    ["$default of one method", { "/$default": { get: operation() } }, /takes every method/],
    ["$default that does not say so", { "/$default": { [any]: operation() } }, /isDefaultRoute: expected true/],
    [
      "another path that says so",
      { "/a": { [any]: operation(lambda(), { isDefaultRoute: true }) } },
      /belongs to \/\$default alone/,
    ],
    ["nothing at all", {}, /expected at least one path/],
  ])("with %s are refused", (_what, paths, message) => {
    refused(() => api(paths), message);
  });

  test("stand behind the base path where the list of APIs says so, $default apart", () => {
    const paths = { "/a": { get: operation() }, "/$default": { [any]: operation(lambda(), { isDefaultRoute: true }) } };
    const text = stringify({ openapi: "3.0.1", info, servers: [{ url: "https://x.example/v1" }], paths });
    const { api: found } = importedFrom(text, { basePath: "prepend" });
    expect(found.routes.map((route) => "routeKey" in route && route.routeKey)).toEqual(["GET /v1/a", "$default"]);
  });
});

describe("an integration", () => {
  test("with a function", () => {
    expect(integrated(lambda({ credentials: undefined, connectionType: "INTERNET", timeoutInMillis: 50 }))).toEqual({
      type: "AWS_PROXY",
      functionArn,
      payloadFormatVersion: "2.0",
      requestMappings: [],
      responseMappings: new Map(),
      timeout: 50,
    });
    expect(integrated(lambda({ payloadFormatVersion: 1.0 }))).toMatchObject({
      payloadFormatVersion: "1.0",
      timeout: 30_000,
    });
  });

  test("that routes share", () => {
    const shared = { "x-amazon-apigateway-integrations": { one: lambda() } };
    const $ref = "#/components/x-amazon-apigateway-integrations/one";
    const { integration } = routeOf(operation({ $ref }), { components: shared });
    expect(integration).toMatchObject({ type: "AWS_PROXY", functionArn });
    refused(
      () => routeOf(operation({ $ref: `${$ref}x` }), { components: shared }),
      /a reference to something in this file/,
    );
  });

  test("with a URL", () => {
    expect(integrated(url({ uri: "https://${stageVariables.host}/pets/{id}", httpMethod: "ANY" }))).toMatchObject({
      type: "HTTP_PROXY",
      httpMethod: "ANY",
      connection: { type: "INTERNET", uri: "https://${stageVariables.host}/pets/{id}" },
    });
  });

  const cloudMap = "arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-id?stage=prod&deployment=green";
  test.each<[string, object, object]>([
    ["a listener", {}, { type: "VPC_LINK", id: "v1", arn: listenerArn, serverName: null }],
    ["a Cloud Map service", { uri: cloudMap }, { arn: cloudMap }],
    [
      "what stage variables say",
      { uri: "${stageVariables.arn}", connectionId: "${stageVariables.link}" },
      { id: "${stageVariables.link}", arn: "${stageVariables.arn}" },
    ],
    ["TLS", { tlsConfig: { serverNameToVerify: "trades.example.com" } }, { serverName: "trades.example.com" }],
  ])("over a VPC link, with %s", (_what, changes, connection) => {
    expect((integrated(link(changes)) as HttpProxy).connection).toMatchObject(connection);
  });

  test.each<[string, object, RegExp]>([
    ["of REST APIs", url({ type: "http" }), /type: expected http_proxy or aws_proxy/],
    ["that is a mock", { type: "mock" }, /type: expected http_proxy or aws_proxy/],
    [
      "of a service that is no function",
      { type: "aws_proxy", integrationSubtype: "SQS-SendMessage", payloadFormatVersion: "1.0" },
      /integrationSubtype: SQS-SendMessage is not supported/,
    ],
    [
      "without a format",
      lambda({ payloadFormatVersion: undefined }),
      /payloadFormatVersion: expected "1.0" or "2.0", received nothing/,
    ],
    ["with a URL of format 2.0", url({ payloadFormatVersion: "2.0" }), /payloadFormatVersion: expected "1.0"/],
    ["that is too quick", lambda({ timeoutInMillis: 49 }), /from 50 to 30000/],
    ["that is too slow", lambda({ timeoutInMillis: 30_001 }), /from 50 to 30000/],
    [
      "with templates",
      url({ requestTemplates: { "application/json": "{}" } }),
      /requestTemplates is not supported here/,
    ],
    ["with a conversion", lambda({ contentHandling: "CONVERT_TO_TEXT" }), /contentHandling is not supported here/],
    ["whose function is asked by GET", lambda({ httpMethod: "GET" }), /httpMethod: expected POST/],
    [
      "whose function is behind a VPC link",
      lambda({ connectionType: "VPC_LINK" }),
      /connectionType: expected INTERNET/,
    ],
    ["without a method", url({ httpMethod: undefined }), /httpMethod: expected GET or/],
    ["whose host is the request's", url({ uri: "https://{id}.example.com/" }), /the host without \{param\}/],
    ["with a query", url({ uri: "https://a/b?c=d" }), /without a query/],
    ["with a parameter that the path lacks", url({ uri: "https://a/{name}" }), /\/a\/\{id\} has no \{name\}/],
    ["with a link and no VPC link", url({ connectionId: "v1" }), /connectionId goes with connectionType: VPC_LINK/],
    ["with a VPC link and no id", link({ connectionId: undefined }), /connectionId: expected the id of the VPC link/],
    [
      "with a URL over a VPC link",
      link({ uri: "http://trades/" }),
      /expected the ARN of a listener.*belongs to REST APIs/,
    ],
    [
      "with another ARN over a VPC link",
      link({ uri: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/a/b" }),
      /expected the ARN of a listener/,
    ],
    ["that verifies nobody", link({ tlsConfig: {} }), /serverNameToVerify: expected the name/],
    [
      "that verifies not at all",
      link({ tlsConfig: { insecureSkipVerification: true } }),
      /insecureSkipVerification is not supported here/,
    ],
  ])("%s is refused", (_what, integration, message) => {
    refused(() => integrated(integration), message);
  });

  test("with members of REST APIs that change nothing deserves a look", () => {
    const get = operation(
      lambda({ passthroughBehavior: "when_no_match", responses: {}, credentials: "arn:aws:iam::1:role/x" }),
      {
        "x-amazon-apigateway-request-validator": "all",
      },
    );
    expect(api({ "/": { get } }).warnings).toHaveLength(4);
    expect(api({ "/": { get: operation() } }).warnings).toEqual([]);
  });
});

describe("CORS", () => {
  const cors = (given: object) => api({ "/": { get: operation() } }, { "x-amazon-apigateway-cors": given }).cors;

  test("is read, and is none where it is not written", () => {
    expect(
      cors({
        allowOrigins: ["https://a.example", "http://localhost:5173", "https://*"],
        allowMethods: ["GET", "*"],
        allowHeaders: ["authorization", "*"],
        exposeHeaders: ["x-total"],
        maxAge: 86_400,
        allowCredentials: true,
      }),
    ).toEqual({
      allowOrigins: ["https://a.example", "http://localhost:5173", "https://*"],
      allowMethods: ["GET", "*"],
      allowHeaders: ["authorization", "*"],
      exposeHeaders: ["x-total"],
      maxAge: 86_400,
      allowCredentials: true,
    });
    expect(cors({ allowOrigins: ["*"], maxAge: -1 })).toMatchObject({ maxAge: -1, allowCredentials: false });
    expect(api({ "/": { get: operation() } }).cors).toBeNull();
  });

  test.each<[object, RegExp]>([
    [{ allowOrigins: ["*"], allowCredentials: true }, /cannot be true where every origin/],
    [{ allowOrigins: ["https://*.example.com"] }, /expected an origin such as/],
    [{ allowOrigins: ["https://a.example/"] }, /expected an origin such as/],
    [{ allowOrigins: ["a.example"] }, /expected an origin such as/],
    [{ allowOrigins: "*" }, /allowOrigins: expected a list/],
    [{ allowMethods: ["TRACE"] }, /expected GET, HEAD/],
    [{ allowHeaders: ["a b"] }, /the name of a header/],
    [{ exposeHeaders: [7] }, /the name of a header/],
    [{ maxAge: 86_401 }, /from -1 to 86400/],
    [{ maxAge: -2 }, /from -1 to 86400/],
    [{ allowCredentials: "true" }, /expected true or false/],
    [{ allowOrigin: ["*"] }, /allowOrigin is not supported here/],
  ])("%j is refused", (given, message) => {
    refused(() => cors(given), message);
  });
});

describe("the root", () => {
  const withRoot = (more: object) => api({ "/": { get: operation() } }, more);

  test.each([
    ["x-amazon-apigateway-gateway-responses", {}],
    ["x-amazon-apigateway-request-validators", {}],
    ["x-amazon-apigateway-request-validator", "all"],
  ])("may have %s, which is ignored", (name, value) => {
    expect(withRoot({ [name]: value }).warnings).toEqual([
      expect.stringMatching(/belongs to REST APIs and is ignored/),
    ]);
  });

  test.each([
    ["x-amazon-apigateway-policy", {}],
    ["x-amazon-apigateway-api-key-source", "HEADER"],
    ["x-amazon-apigateway-binary-media-types", ["*/*"]],
    ["x-amazon-apigateway-minimum-compression-size", 0],
  ])("must not have %s, without which the API is another one", (name, value) => {
    refused(() => withRoot({ [name]: value }), /belongs to REST APIs: an HTTP API does without it/);
  });

  test.each<[object, boolean]>([
    [{}, false],
    [
      { servers: [{ url: "/", "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true } }] },
      true,
    ],
    [{ "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true } }, true],
    [{ "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: false } }, false],
  ])("%j disables the API's own endpoint: %s", (more, disabled) => {
    expect(withRoot({ ...more, "x-amazon-apigateway-importexport-version": "1.0" }).disableExecuteApiEndpoint).toBe(
      disabled,
    );
  });

  test.each([
    [{ "x-amazon-apigateway-endpoint-configuration": { types: ["PRIVATE"] } }, /types is not supported here/],
    [{ "x-amazon-apigateway-importexport-version": "2.0" }, /importexport-version: expected "1\.0", received "2\.0"/],
    [{ openapi: "3.1.0" }, /openapi: expected openapi: 3.0.x/],
    [{ openapi: undefined, swagger: "2.0" }, /swagger: expected openapi: 3.0.x, which alone becomes an HTTP API/],
  ])("with %j is refused", (more, message) => {
    refused(() => withRoot(more), message);
  });
});

describe("a file is found to be of an HTTP API", () => {
  const kindOf = (paths: object, more: object = {}) =>
    importedFrom(stringify({ openapi: "3.0.3", info, paths, ...more })).kind;
  const rest = { type: "aws_proxy", httpMethod: "POST", uri: invocation };

  test.each<[string, object, object, string]>([
    ["nothing but a function", { "/": { get: operation(rest) } }, {}, "REST"],
    ["its CORS", { "/": { get: operation() } }, { "x-amazon-apigateway-cors": {} }, "HTTP"],
    ["payload format 2.0", { "/": { get: operation(lambda()) } }, {}, "HTTP"],
    [
      "payload format 2.0 without quotes",
      { "/": { get: operation(lambda({ payloadFormatVersion: 2.0 })) } },
      {},
      "HTTP",
    ],
    ["the ARN of a listener", { "/": { get: operation(link()) } }, {}, "HTTP"],
    [
      "$default",
      { "/$default": { [any]: operation(lambda({ payloadFormatVersion: "1.0" }), { isDefaultRoute: true }) } },
      {},
      "HTTP",
    ],
  ])("by %s", (_what, paths, more, kind) => {
    expect(kindOf(paths, more)).toBe(kind);
  });
});
