import { clientId, signed, sub, type TestKey, testKey } from "@gatehouse/user-pool-client/testing/tokens.ts";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { createLocalJWKSet } from "jose";
import { noFacts } from "../../facts/facts.ts";
import { IssuerUnreachable, type KeysOfIssuer } from "../../jwt/keys-of-issuers.ts";
import { signedToken } from "../../jwt/testing/signed-token.ts";
import type { UserPoolAuthorizer } from "../api.ts";
import { about, resourcePolicy } from "../resource-policy/testing/resource-policy.ts";
import { authorizeByToken, type TokenPorts } from "./authorize-by-token.ts";
import { asked } from "./testing/asked.ts";
import { outcomeOf } from "./testing/outcome-of.ts";

const now = Date.UTC(2026, 10, 23, 12);
const seconds = now / 1000;
const first = { region: "eu-west-1", accountId: "123456789012", id: "eu-west-1_TestPool1" };
const second = { ...first, id: "eu-west-1_TestPool2" };
const issuerOf = ({ id }: { readonly id: string }) => `http://localhost:9229/${id}`;

let key: TestKey;
let another: TestKey;
beforeAll(async () => {
  [key, another] = await Promise.all([testKey("key-1"), testKey("key-1")]);
});

const ofThePools: KeysOfIssuer = () => createLocalJWKSet({ keys: [key.jwk] });

const idClaims = (changes: Readonly<Record<string, unknown>> = {}) => ({
  sub,
  iss: issuerOf(first),
  aud: clientId,
  token_use: "id",
  auth_time: seconds,
  exp: seconds + 3600,
  iat: seconds,
  "cognito:groups": ["staff", "admins"],
  ...changes,
});
const idToken = (changes = {}) => signed(key, idClaims(changes));
const accessToken = (changes = {}) =>
  signed(key, idClaims({ token_use: "access", aud: undefined, client_id: clientId, scope: "trades/read", ...changes }));

const pool: UserPoolAuthorizer = {
  name: "pool",
  type: "COGNITO_USER_POOLS",
  userPools: [first, second],
  tokenHeader: "Authorization",
  identityValidationExpression: null,
  resultTtl: 300,
};

interface Given {
  readonly headers: readonly (readonly [string, string])[];
  readonly authorizer?: Partial<UserPoolAuthorizer>;
  readonly scopes?: readonly string[];
  readonly ports?: Partial<TokenPorts>;
}

const ask = async ({ headers, authorizer = {}, scopes = [], ports = {} }: Given) => {
  const facts = noFacts();
  const guard = { ...pool, ...authorizer };
  const request = asked(guard, { headers });
  const of = { ...request, route: { ...request.route, authorizationScopes: scopes } };
  const all = {
    keys: ofThePools,
    issuerOf,
    time: () => now,
    resourcePolicy: null,
    resourcePolicyDeny: "with an explicit deny",
    ...ports,
  };
  return { ...(await outcomeOf(() => authorizeByToken(guard, of, facts, all))), facts };
};

const bearing = (token: string, more: Omit<Given, "headers"> = {}) =>
  ask({ ...more, headers: [["authorization", `Bearer ${token}`]] });

describe("a request is let through", () => {
  test("by an id token where the method has no scopes: its claims as texts", async () => {
    const { authorization, facts } = await bearing(await idToken());
    expect(authorization).toEqual({
      kind: "claims",
      claims: {
        sub,
        iss: issuerOf(first),
        aud: clientId,
        token_use: "id",
        auth_time: String(seconds),
        exp: "Mon Nov 23 13:00:00 UTC 2026",
        iat: "Mon Nov 23 12:00:00 UTC 2026",
        "cognito:groups": "staff,admins",
      },
    });
    expect(facts.log).toMatchObject({ principal: sub, effect: "allow", cached: false });
    expect(facts.steps).toMatchObject({ authorizer: { status: 200 }, authorize: { status: 200 } });
  });

  test("by an access token with one of the method's scopes", async () => {
    expect((await bearing(await accessToken(), { scopes: ["openid", "trades/read"] })).status).toBe(200);
  });

  test("by a token of any of the pools, alone in the header that the authorizer names", async () => {
    const headers = [["x-token", await idToken({ iss: issuerOf(second) })]] as const;
    expect((await ask({ headers, authorizer: { tokenHeader: "X-Token" } })).status).toBe(200);
  });
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html */
describe("a request is refused with 401 Unauthorized", () => {
  const unauthorized = {
    status: 401,
    errorType: "UnauthorizedException",
    message: "Unauthorized",
    type: "UNAUTHORIZED",
  };

  test.each<[string, readonly (readonly [string, string])[]]>([
    ["without the header", []],
    ["with an empty one", [["Authorization", ""]]],
    ["with what is no token", [["Authorization", "Bearer foo"]]],
    ["with a token of three parts of nothing", [["Authorization", "Bearer e30.e30.e30"]]],
  ])("%s, and no key is asked for", async (_what, headers) => {
    const keys = () => () => Promise.reject(new Error("no key is asked for"));
    const answer = await ask({ headers, ports: { keys } });
    expect(answer).toMatchObject(unauthorized);
    expect(answer.facts.steps).toEqual({ authorizer: expect.objectContaining({ status: 401 }) });
  });

  test("with the token in another header", async () => {
    expect(await ask({ headers: [["X-Token", await idToken()]] })).toMatchObject(unauthorized);
    expect((await ask({ headers: [["Authorization", await idToken()]] })).status).toBe(200);
  });

  test("with two tokens, of which each is good", async () => {
    const token = await idToken();
    const twice = [
      ["X-Token", token],
      ["X-Token", token],
    ] as const;
    const authorizer = { tokenHeader: "X-Token" };
    expect(await ask({ headers: twice, authorizer })).toMatchObject(unauthorized);
    expect((await ask({ headers: twice.slice(1), authorizer })).status).toBe(200);
  });

  test.each<[string, () => Promise<string>]>([
    ["of another pool", () => idToken({ iss: "http://localhost:9229/eu-west-1_TestPool3" })],
    ["signed by another key", () => signed(another, idClaims())],
    ["without a signature", async () => (await idToken()).replace(/[^.]+$/, "")],
    ["with another algorithm", () => signedToken(key, idClaims(), { alg: "RS512" })],
    ["not yet valid", () => idToken({ iat: seconds + 60 })],
    ["that is an access token", () => accessToken()],
  ])("with an id token %s", async (_what, token) => {
    expect(await bearing(await token())).toMatchObject(unauthorized);
    expect((await bearing(await idToken())).status).toBe(200);
  });

  test.each<[string, () => Promise<string>]>([
    ["that is an id token", () => idToken({ scope: "trades/read" })],
    ["of another scope", () => accessToken({ scope: "trades/write" })],
    ["without a scope", () => accessToken({ scope: undefined })],
  ])("with an access token %s, where the method has scopes", async (_what, token) => {
    expect(await bearing(await token(), { scopes: ["trades/read"] })).toMatchObject(unauthorized);
    expect((await bearing(await accessToken(), { scopes: ["trades/read"] })).status).toBe(200);
  });

  test("with an aud that does not match the authorizer's expression as a whole", async () => {
    const authorizer = { identityValidationExpression: /^(?:1test\w+)$/u };
    expect(await bearing(await idToken({ aud: "client-1test" }), { authorizer })).toMatchObject(unauthorized);
    expect((await bearing(await idToken(), { authorizer })).status).toBe(200);
  });
});

test("an expired token is told apart", async () => {
  expect(await bearing(await idToken({ exp: seconds }))).toMatchObject({
    status: 401,
    errorType: "UnauthorizedException",
    message: "The incoming token has expired",
    type: "UNAUTHORIZED",
  });
  expect((await bearing(await idToken({ exp: seconds + 1 }))).status).toBe(200);
});

test("an expired token is not let through by an earlier answer", async () => {
  const token = await idToken({ exp: seconds + 1 });
  expect((await bearing(token)).status).toBe(200);
  expect((await bearing(token, { ports: { time: () => now + 1000 } })).status).toBe(401);
});

test("keys that cannot be had are nobody's 401", async () => {
  const keys = () => () => Promise.reject(new IssuerUnreachable("JWKS communication error", "refused"));
  expect(await bearing(await idToken(), { ports: { keys } })).toMatchObject({
    status: 500,
    message: null,
    errorType: "AuthorizerConfigurationException",
    type: "AUTHORIZER_CONFIGURATION_ERROR",
  });
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html */
describe("after the token, the resource policy must allow by itself", () => {
  const denial =
    "User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:puhdx84jy9/prod/GET/trades";
  const others = about("Allow", { Resource: "execute-api:/prod/GET/others" });

  test.each<[string, object[], status: number | string, message: string | undefined]>([
    ["it allows", [about("Allow")], 200, undefined],
    ["it says nothing", [others], "ACCESS_DENIED", denial],
    ["it has no statement", [], "ACCESS_DENIED", denial],
    ["it denies", [about("Allow"), about("Deny", { Sid: "no" })], "ACCESS_DENIED", `${denial} with an explicit deny`],
  ])("%s", async (_what, statements, status, message) => {
    const ports = { resourcePolicy: resourcePolicy(...statements) };
    const answer = await bearing(await idToken(), { ports });
    expect([answer.status, answer.message]).toEqual([status, message]);
    expect(answer.facts.log).toMatchObject({ principal: sub, reason: expect.stringContaining("resource policy") });
    const authorize = status === 200 ? 200 : 403;
    expect(answer.facts.steps).toMatchObject({ authorizer: { status: 200 }, authorize: { status: authorize } });
  });

  test("and is not asked about a bad token", async () => {
    const ports = { resourcePolicy: resourcePolicy(about("Deny")) };
    expect((await bearing("foo", { ports })).status).toBe(401);
    expect((await bearing(await idToken(), { ports })).status).toBe("ACCESS_DENIED");
  });

  test("and a denial keeps the claims for the gateway response", async () => {
    const { refusal } = await bearing(await idToken(), { ports: { resourcePolicy: resourcePolicy() } });
    expect(refusal?.authorization).toMatchObject({ kind: "claims", claims: { sub } });
  });
});
