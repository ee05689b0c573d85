import { describe, expect, test } from "@jest/globals";
import { functionArn, refused, refusedOnly } from "../../openapi/testing/imported.ts";
import { api, guardedBy, issuer, jwtScheme, lambda, operation, requestScheme, routeOf } from "./testing/definition.ts";

const signed = { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" };
const components = {
  components: { securitySchemes: { guard: requestScheme(), jwt: jwtScheme(), signed, other: { type: "http" } } },
};

describe("a Lambda authorizer", () => {
  test("of format 2.0", () => {
    const scheme = requestScheme({
      authorizerResultTtlInSeconds: 300,
      enableSimpleResponses: true,
      identitySource: "$request.header.X-A, $request.querystring.b,$context.routeKey, $stageVariables.c",
    });
    expect(guardedBy(scheme)).toEqual({
      type: "CUSTOM",
      authorizer: {
        kind: "REQUEST",
        name: "guard",
        functionArn,
        payloadFormatVersion: "2.0",
        enableSimpleResponses: true,
        identitySources: [
          { from: "header", name: "X-A" },
          { from: "querystring", name: "b" },
          { from: "context", name: "routeKey" },
          { from: "stageVariables", name: "c" },
        ],
        resultTtl: 300,
      },
    });
  });

  test.each([
    ["of format 1.0", { authorizerPayloadFormatVersion: "1.0" }, { payloadFormatVersion: "1.0" }],
    ["without quotes around its format", { authorizerPayloadFormatVersion: 2.0 }, { payloadFormatVersion: "2.0" }],
    ["without a time keeps nothing", {}, { resultTtl: 0, enableSimpleResponses: false }],
    ["without a source", { identitySource: undefined }, { identitySources: [] }],
  ])("%s", (_what, changes, expected) => {
    expect(guardedBy(requestScheme(changes))).toMatchObject({ authorizer: expected });
  });

  test.each<[string, object, RegExp]>([
    [
      "without a format",
      { authorizerPayloadFormatVersion: undefined },
      /authorizerPayloadFormatVersion: expected "1.0" or "2.0", received nothing/,
    ],
    ["of another format", { authorizerPayloadFormatVersion: "3.0" }, /expected "1.0" or "2.0", received "3.0"/],
    [
      "with simple responses of format 1.0",
      { authorizerPayloadFormatVersion: "1.0", enableSimpleResponses: true },
      /enableSimpleResponses: goes with .* 2.0 only/,
    ],
    [
      "whose simple responses are a text",
      { enableSimpleResponses: "true" },
      /enableSimpleResponses: expected true or false/,
    ],
    [
      "that keeps answers without a source",
      { identitySource: undefined, authorizerResultTtlInSeconds: 1 },
      /identitySource must be set if authorizer caching is enabled/,
    ],
    ["that keeps them too long", { authorizerResultTtlInSeconds: 3601 }, /from 0 to 3600/],
    [
      "with a source of REST APIs",
      { identitySource: "method.request.header.A" },
      /method.request.… belongs to REST APIs/,
    ],
    ["with a path parameter as its source", { identitySource: "$request.path.id" }, /identitySource: expected/],
    [
      "with a variable that is none",
      { identitySource: "$context.resourcePath" },
      /\$context.resourcePath is no variable/,
    ],
    ["with what it is itself to say", { identitySource: "$context.authorizer.user" }, /is not there yet/],
    [
      "with an expression",
      { identityValidationExpression: ".*" },
      /identityValidationExpression is not supported here/,
    ],
    ["without a function", { authorizerUri: "https://example.com" }, /authorizerUri: expected arn:aws:apigateway/],
    ["of REST APIs", { type: "token" }, /type: expected request or jwt/],
    ["for user pools of REST APIs", { type: "cognito_user_pools" }, /type: expected request or jwt/],
  ])("%s is refused", (_what, changes, message) => {
    refused(() => guardedBy(requestScheme(changes)), message);
  });
});

describe("a JWT authorizer", () => {
  test("of an oauth2 scheme, with scopes", () => {
    expect(guardedBy(jwtScheme(), ["a", "b/c"])).toEqual({
      type: "JWT",
      scopes: ["a", "b/c"],
      authorizer: {
        kind: "JWT",
        name: "guard",
        issuer,
        audience: ["client"],
        identitySource: { from: "header", name: "Authorization" },
      },
    });
  });

  const discovered = { type: "openIdConnect", openIdConnectUrl: `${issuer}/.well-known/openid-configuration` };
  test.each<[string, object, object]>([
    ["of an openIdConnect scheme", { jwtConfiguration: { audience: ["a"] } }, discovered],
    ["of one that says its issuer twice", { jwtConfiguration: { issuer, audience: ["a"] } }, discovered],
  ])("%s", (_what, authorizer, scheme) => {
    expect(guardedBy(jwtScheme(authorizer, scheme))).toMatchObject({ authorizer: { issuer, audience: ["a"] } });
  });

  test("with a slash at the issuer's end, which tokens of some issuers have in iss", () => {
    const slashed = { jwtConfiguration: { issuer: `${issuer}/`, audience: ["a"] } };
    for (const scheme of [{}, discovered])
      expect(guardedBy(jwtScheme(slashed, scheme))).toMatchObject({ authorizer: { issuer: `${issuer}/` } });
  });

  test("in a query parameter", () => {
    expect(guardedBy(jwtScheme({ identitySource: "$request.querystring.token" }))).toMatchObject({
      authorizer: { identitySource: { from: "querystring", name: "token" } },
    });
  });

  const configured = (changes: object) => ({ jwtConfiguration: { issuer, audience: ["client"], ...changes } });
  test.each<[string, object, object, RegExp]>([
    ["without an issuer", configured({ issuer: undefined }), {}, /issuer: expected the issuer's URL/],
    ["with an issuer that is no URL", configured({ issuer: "cognito" }), {}, /issuer: expected an https:\/\/ URL/],
    [
      "with a query behind its issuer",
      configured({ issuer: `${issuer}?a=1` }),
      {},
      /an https:\/\/ URL without a query/,
    ],
    [
      "with two issuers",
      configured({}),
      { ...discovered, openIdConnectUrl: `${issuer}2/.well-known/openid-configuration` },
      /contradicts openIdConnectUrl/,
    ],
    [
      "with a document elsewhere",
      configured({ issuer: undefined }),
      { ...discovered, openIdConnectUrl: issuer },
      /a URL that ends in \/.well-known/,
    ],
    ["without an audience", configured({ audience: [] }), {}, /audience: expected a list of 1 to 50/],
    [
      "with too many",
      configured({ audience: Array.from({ length: 51 }, String) }),
      {},
      /audience: expected a list of 1 to 50/,
    ],
    ["without a source", { identitySource: undefined }, {}, /identitySource: expected one source/],
    ["with two", { identitySource: "$request.header.A,$request.header.B" }, {}, /identitySource: expected one source/],
    [
      "with a source that is no token's",
      { identitySource: "$context.requestId" },
      {},
      /identitySource: expected one source/,
    ],
    ["of another scheme", {}, { type: "apiKey" }, /type: expected oauth2 or openIdConnect/],
    ["with a member that nobody reads", configured({ algorithms: ["none"] }), {}, /algorithms is not supported here/],
  ])("%s is refused", (_what, authorizer, scheme, message) => {
    refused(() => guardedBy(jwtScheme(authorizer, scheme)), message);
  });

  test("asks for ten scopes at most", () => {
    expect(guardedBy(jwtScheme(), Array.from({ length: 10 }, String))).toMatchObject({ type: "JWT" });
    refused(() => guardedBy(jwtScheme(), Array.from({ length: 11 }, String)), /10 scopes at most/);
  });

  test.each([
    ["http://localhost:9229/pool", /without encryption/],
    ["${stageVariables.issuer}", /stage variable/],
  ])("at %s deserves a look", (at, warning) => {
    const scheme = jwtScheme(configured({ issuer: at }));
    const security = [{ guard: [] }];
    const { warnings } = api(
      { "/": { get: operation(lambda(), { security }) } },
      { components: { securitySchemes: { guard: scheme } } },
    );
    expect(warnings).toEqual([expect.stringMatching(warning)]);
  });
});

describe("an operation", () => {
  test.each<[string, object, object, string]>([
    ["is guarded by its own security", { security: [{ jwt: [] }] }, { security: [{ guard: [] }] }, "JWT"],
    ["is signed", { security: [{ signed: [] }] }, {}, "AWS_IAM"],
    [
      "is signed by the extension",
      { security: undefined, "x-amazon-apigateway-auth": { type: "AWS_IAM" } },
      {},
      "AWS_IAM",
    ],
    ["is open", { security: [] }, { security: [{ guard: [] }] }, "NONE"],
    [
      "is opened by the extension, whatever the root says",
      { security: undefined, "x-amazon-apigateway-auth": { type: "NONE" } },
      { security: [{ guard: [] }] },
      "NONE",
    ],
    ["takes the root's security", { security: undefined }, { security: [{ guard: [] }] }, "CUSTOM"],
  ])("%s", (_what, changes, root, type) => {
    expect(routeOf(operation(lambda(), changes), { ...components, ...root }).authorization.type).toBe(type);
  });

  test.each<[object, RegExp | null]>([
    [{ security: [{ guard: [] }] }, /takes its security from the root of the file/],
    [{}, /is open to everybody/],
  ])("without a word on it deserves a look: root %j", (root, warning) => {
    const get = operation(lambda(), { security: undefined });
    expect(api({ "/": { get } }, { ...components, ...root }).warnings).toEqual([expect.stringMatching(warning ?? "")]);
  });

  test.each<[string, object, RegExp]>([
    ["an unknown scheme", { security: [{ nobody: [] }] }, /there is no security scheme nobody/],
    ["a scheme that nothing enforces", { security: [{ other: [] }] }, /has no x-amazon-apigateway-authorizer/],
    ["two schemes", { security: [{ guard: [], jwt: [] }] }, /several requirements/],
    ["alternatives", { security: [{ guard: [] }, { jwt: [] }] }, /several requirements/],
    ["an empty requirement", { security: [{}] }, /would make security optional/],
    ["no value", { security: null }, /an open operation says security: \[\]/],
    ["scopes that nobody checks", { security: [{ guard: ["a"] }] }, /only a jwt authorizer takes them/],
    [
      "a contradiction",
      { security: [{ guard: [] }], "x-amazon-apigateway-auth": { type: "NONE" } },
      /contradicts the operation's security/,
    ],
    [
      "another contradiction",
      { security: [], "x-amazon-apigateway-auth": { type: "AWS_IAM" } },
      /contradicts the operation's security/,
    ],
    ["an unknown extension", { "x-amazon-apigateway-auth": { type: "ANY" } }, /type: expected NONE or AWS_IAM/],
  ])("with %s is refused", (_what, changes, message) => {
    refused(() => routeOf(operation(lambda(), changes), components), message);
  });

  test.each([
    [{ ...signed, "x-amazon-apigateway-authorizer": {} }, /contradicts x-amazon-apigateway-authtype: awsSigv4/],
    [requestScheme({}, { "x-amazon-apigateway-authtype": "cognito_user_pools" }), /belongs to REST APIs/],
  ])("guarded by %j is refused", (scheme, message) => {
    refused(() => guardedBy(scheme), message);
  });
});

describe("a guard that cannot be read is told once, not by every operation that it would have guarded", () => {
  const mapped = lambda({ requestParameters: { "overwrite:header.x": "$context.authorizer.userId" } });
  const importOf = (security: object[], guard: object, more: object = {}) => {
    const get = operation(mapped, { security, ...more });
    return api({ "/a": { get }, "/b": { get } }, { components: { securitySchemes: { guard, signed } } });
  };

  test.each<[string, () => unknown, RegExp]>([
    [
      "an authorizer of another type",
      () => importOf([{ guard: [] }], requestScheme({ type: "token" })),
      /guard\..*type: expected request or jwt/,
    ],
    ["a scheme without one", () => importOf([{ guard: [] }], { type: "http" }), /the scheme guard has no/],
    [
      "one that the extension contradicts",
      () => importOf([{ guard: [] }], { type: "http" }, { "x-amazon-apigateway-auth": { type: "AWS_IAM" } }),
      /the scheme guard has no/,
    ],
  ])("%s", (_what, read, message) => refusedOnly(read, message));

  test("while one that can be read is looked at by each", () => {
    expect(importOf([{ guard: [] }], requestScheme()).routes).toHaveLength(2);
    const unsigned = () => importOf([{ signed: [] }], requestScheme());
    refused(unsigned, /authorization is AWS_IAM\n.*authorization is AWS_IAM$/);
    const contradicted = { "x-amazon-apigateway-auth": { type: "NONE" } };
    refused(() => importOf([{ guard: [] }], requestScheme(), contradicted), /contradicts the operation's security/);
  });
});
