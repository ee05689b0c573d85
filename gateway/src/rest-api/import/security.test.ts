import { describe, expect, test } from "@jest/globals";
import { api, operation, proxy, refused, refusedOnly, routeOf, scheme } from "./testing/definition.ts";

const pool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_ABCdef123";
const userPool = (authorizer: object = {}, more: object = {}) =>
  scheme(
    { type: "cognito_user_pools", authorizerUri: undefined, providerARNs: [pool], ...authorizer },
    { "x-amazon-apigateway-authtype": "cognito_user_pools", ...more },
  );
const apiKey = { type: "apiKey", name: "x-api-key", in: "header" };
const sigv4 = { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" };
const components = { securitySchemes: { guard: scheme(), other: scheme(), pool: userPool(), key: apiKey, sigv4 } };

const guardOf = (more: object, root: object = {}) => {
  const { authorizer, authorizationScopes, apiKeyRequired } = routeOf(operation(proxy(), more), {
    components,
    ...root,
  });
  return [authorizer?.type ?? null, authorizationScopes, apiKeyRequired];
};
const auth = (type: string) => ({ "x-amazon-apigateway-auth": { type } });

describe("what guards an operation", () => {
  const rootSecurity = { security: [{ guard: [], key: [] }] };

  test.each<[object, object, [type: string | null, scopes: string[], apiKeyRequired: boolean]]>([
    [{ security: [] }, {}, [null, [], false]],
    [{ security: [{ guard: [] }] }, {}, ["TOKEN", [], false]],
    [{ security: [{ key: [] }] }, {}, [null, [], true]],
    [{ security: [{ key: [], guard: [] }] }, {}, ["TOKEN", [], true]],
    [{ security: [{ pool: [] }] }, {}, ["COGNITO_USER_POOLS", [], false]],
    [{ security: [{ pool: ["openid", "trades/read"] }] }, {}, ["COGNITO_USER_POOLS", ["openid", "trades/read"], false]],
    [{ security: [{ sigv4: [] }] }, {}, ["AWS_IAM", [], false]],
    [{ security: [{ sigv4: [], key: [] }] }, {}, ["AWS_IAM", [], true]],
    [{ security: undefined }, rootSecurity, ["TOKEN", [], true]],
    [{ security: [] }, rootSecurity, [null, [], false]],
    [{ security: undefined, ...auth("AWS_IAM") }, {}, ["AWS_IAM", [], false]],
    [{ security: [{ key: [] }], ...auth("aws_iam") }, {}, ["AWS_IAM", [], true]],
    [{ security: [{ sigv4: [] }], ...auth("AWS_IAM") }, {}, ["AWS_IAM", [], false]],
    [{ security: [{ key: [] }], ...auth("NONE") }, {}, [null, [], true]],
    [{ security: undefined, ...auth("NONE") }, rootSecurity, [null, [], true]],
    [{ security: undefined, ...auth("AWS_IAM") }, rootSecurity, ["AWS_IAM", [], true]],
  ])("%j under %j is %j", (more, root, guard) => {
    expect(guardOf(more, root)).toEqual(guard);
  });

  test("case 25: a file whose root alone has security is protected, and one whose scheme is nowhere is refused", () => {
    expect(guardOf({ security: undefined }, { security: [{ guard: [] }] })).toEqual(["TOKEN", [], false]);
    refused(() => guardOf({ security: undefined }, { security: [{ nobody: [] }] }), /no security scheme nobody/);
  });

  test.each<[string, object, RegExp]>([
    ["two alternatives", { security: [{ guard: [] }, { other: [] }] }, /several requirements/],
    ["an authorizer or an API key", { security: [{ guard: [] }, { key: [] }] }, /several requirements/],
    ["two authorizers at once", { security: [{ guard: [], pool: [] }] }, /several requirements/],
    ["scopes of a function", { security: [{ guard: ["read"] }] }, /scopes are not supported/],
    ["scopes of an API key", { security: [{ key: ["read"] }] }, /scopes are not supported/],
    ["scopes that are no list", { security: [{ pool: "openid" }] }, /security\[0\]\.pool: expected a list/],
    ["NONE and a function", { security: [{ guard: [] }], ...auth("NONE") }, /contradicts/],
    ["AWS_IAM and a function", { security: [{ guard: [] }], ...auth("AWS_IAM") }, /contradicts/],
    ["a second scheme that is nowhere", { security: [{ guard: [], nobody: [] }] }, /no security scheme nobody/],
  ])("%s: refused", (_what, more, message) => refused(() => guardOf(more), message));
});

describe("an authorizer for user pools", () => {
  const poolOf = (guard: object) =>
    routeOf(operation(proxy(), { security: [{ guard: [] }] }), { components: { securitySchemes: { guard } } })
      .authorizer;

  test("has the header of its scheme, 300 seconds and no expression where nothing is said", () => {
    expect(poolOf(userPool())).toEqual({
      name: "guard",
      type: "COGNITO_USER_POOLS",
      userPools: [{ region: "eu-west-1", accountId: "123456789012", id: "eu-west-1_ABCdef123" }],
      tokenHeader: "Authorization",
      identityValidationExpression: null,
      resultTtl: 300,
    });
  });

  test("has what is said", () => {
    const said = {
      providerARNs: [pool, pool.replace("ABCdef123", "other1234")],
      identitySource: "method.request.header.X-Token",
      identityValidationExpression: "client-.*",
      authorizerResultTtlInSeconds: 0,
    };
    expect(poolOf(userPool(said))).toMatchObject({
      userPools: [{ id: "eu-west-1_ABCdef123" }, { id: "eu-west-1_other1234" }],
      tokenHeader: "X-Token",
      identityValidationExpression: /^(?:client-.*)$/u,
      resultTtl: 0,
    });
  });

  test.each<[string, object, RegExp]>([
    ["no pool", userPool({ providerARNs: [] }), /providerARNs: expected the ARNs/],
    ["pools that are no list", userPool({ providerARNs: pool }), /providerARNs: expected a list/],
    ["the id of a pool", userPool({ providerARNs: ["eu-west-1_ABCdef123"] }), /providerARNs\[0\]: expected arn:aws/],
    [
      "a pool of another region",
      userPool({ providerARNs: [pool.replace("idp:eu-west-1", "idp:us-east-1")] }),
      /providerARNs\[0\]: expected arn:aws.* in the region of the pool's id/,
    ],
    ["a function", userPool({ authorizerUri: "arn:aws:x" }), /authorizerUri is not supported here/],
    ["two sources", userPool({ identitySource: "method.request.header.A,method.request.header.B" }), /one source/],
    ["a source in the query", userPool({ identitySource: "method.request.querystring.a" }), /one source/],
    ["a token in the query", userPool({}, { in: "query" }), /in: expected header/],
    ["a long life", userPool({ authorizerResultTtlInSeconds: 3601 }), /from 0 to 3600/],
    ["a broken expression", userPool({ identityValidationExpression: "(" }), /no regular expression/],
  ])("with %s is refused", (_what, guard, message) => refused(() => poolOf(guard), message));
});

describe("a guard that cannot be read is told once, not by the operation that it would have guarded", () => {
  const mapped = proxy({ requestParameters: { "integration.request.header.X": "context.authorizer.principalId" } });
  const importOf = (security: object[], guard: object) =>
    api(operation(mapped, { security }), { components: { securitySchemes: { guard, key: apiKey } } });

  test.each<[string, object[], object, RegExp]>([
    [
      "an authorizer of another type",
      [{ guard: [] }],
      scheme({ type: "jwt" }),
      /guard\..*type: expected token, request/,
    ],
    ["a scheme without one", [{ guard: [] }], { type: "http" }, /the scheme guard has no/],
    ["a scheme that is nowhere", [{ nobody: [], key: [] }], scheme(), /there is no security scheme nobody/],
    ["no scheme at all", [{}], scheme(), /an empty requirement/],
  ])("%s", (_what, security, guard, message) => refusedOnly(() => importOf(security, guard), message));

  test("while an operation that is open says that it is", () => {
    expect(importOf([{ guard: [] }], scheme()).routes).toHaveLength(1);
    for (const security of [[], [{ key: [] }]])
      refusedOnly(() => importOf(security, scheme()), /the operation is open and no authorizer is asked/);
  });
});
