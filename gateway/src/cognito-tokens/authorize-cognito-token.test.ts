import {
  accessClaims,
  clientId,
  signed,
  sub,
  type TestKey,
  testKey,
} from "@gatehouse/user-pool-client/testing/tokens.ts";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { createLocalJWKSet } from "jose";
import { IssuerUnreachable, type KeysOfIssuer } from "../jwt/keys-of-issuers.ts";
import { signedToken } from "../jwt/testing/signed-token.ts";
import { authorizeCognitoToken, type CognitoRules } from "./authorize-cognito-token.ts";

const [issuer, other] = ["http://localhost:9229/us-east-1_TestPool1", "http://localhost:9229/us-east-1_TestPool2"];
const now = Date.UTC(2026, 10, 23, 12);
const seconds = now / 1000;
const idRules: CognitoRules = { issuers: [other, issuer], scopes: [], identityValidationExpression: null };
const accessRules: CognitoRules = { ...idRules, scopes: ["trades/read", "openid"] };
let key: TestKey;
let keyOfOther: TestKey;

beforeAll(async () => {
  [key, keyOfOther] = await Promise.all([testKey("key-1"), testKey("key-1")]);
});

/** Keys that name no algorithm would verify any. */
const ofThePools: KeysOfIssuer = (of) => {
  const { alg: _, ...jwk } = (of === issuer ? key : keyOfOther).jwk;
  return createLocalJWKSet({ keys: [jwk] });
};
const authorize = (value: string | undefined, rules = idRules, keys = ofThePools) =>
  authorizeCognitoToken(value, rules, { keys, now: () => now });

const idClaims = (changes: Readonly<Record<string, unknown>> = {}) => ({
  sub,
  iss: issuer,
  aud: clientId,
  token_use: "id",
  auth_time: seconds,
  exp: seconds + 3600,
  iat: seconds,
  "cognito:groups": ["staff", "admins"],
  ...changes,
});
const idToken = (changes: Readonly<Record<string, unknown>> = {}) => signed(key, idClaims(changes));
const accessToken = (changes: Record<string, unknown> = {}) => signed(key, accessClaims(changes, now));

describe("a method without scopes lets through", () => {
  test("an id token, with its claims as texts", async () => {
    expect(await authorize(await idToken())).toEqual({
      sub,
      iss: issuer,
      aud: clientId,
      token_use: "id",
      auth_time: String(seconds),
      exp: "Mon Nov 23 13:00:00 UTC 2026",
      iat: "Mon Nov 23 12:00:00 UTC 2026",
      "cognito:groups": "staff,admins",
    });
  });

  test("an id token after Bearer", async () => {
    expect(await authorize(`Bearer ${await idToken()}`)).toMatchObject({ sub });
  });

  test("an id token of each of its pools", async () => {
    expect(await authorize(await signed(keyOfOther, idClaims({ iss: other })))).toMatchObject({ iss: other });
  });

  test("an id token whose audience fits the expression", async () => {
    const identityValidationExpression = new RegExp(`^(?:${clientId})$`, "u");
    expect(await authorize(await idToken(), { ...idRules, identityValidationExpression })).toMatchObject({ sub });
  });
});

describe("a method with scopes lets through", () => {
  test.each([["openid"], ["trades/read aws.cognito.signin.user.admin"]])("an access token with %s", async (scope) => {
    expect(await authorize(await accessToken({ scope }), accessRules)).toMatchObject({ token_use: "access", scope });
  });
});

const unauthorized = {
  responseType: "UNAUTHORIZED",
  errorType: "UnauthorizedException",
  status: 401,
  message: "Unauthorized",
};

describe("unauthorized is", () => {
  const matching = (identityValidationExpression: RegExp) => ({ identityValidationExpression });
  const refused = async (token: string | undefined, rules: CognitoRules) =>
    await expect(authorize(token, rules)).rejects.toMatchObject({ name: "CognitoRefused", answer: unauthorized });

  test.each<[string, () => Promise<string | undefined>]>([
    ["no token", async () => undefined],
    ["an empty one", async () => ""],
    ["a word", async () => "not-a-token"],
    ["a small bearer", async () => `bearer ${await idToken()}`],
    ["a token with padding", async () => `${await idToken()}==`],
    ["an access token where none is wanted", () => accessToken()],
    ["a token of another use", () => idToken({ token_use: "refresh" })],
    ["a token without a use", () => idToken({ token_use: undefined })],
    ["a token of another issuer", () => idToken({ iss: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_X" })],
    ["a token of the issuer with a slash", () => idToken({ iss: `${issuer}/` })],
    ["a token without an issuer", () => idToken({ iss: undefined })],
    ["a token of one pool in the name of another", () => idToken({ iss: other })],
    ["a stranger's token", () => signed(keyOfOther, idClaims())],
    ["a token signed with RS512", () => signedToken(key, idClaims(), { alg: "RS512" })],
    ["an expired token of a stranger", () => signed(keyOfOther, idClaims({ exp: 1 }))],
    ["a token from the future", () => idToken({ iat: seconds + 1 })],
    ["a token that is not yet valid", () => idToken({ nbf: seconds + 1 })],
    ["a token without exp", () => idToken({ exp: undefined })],
    ["a token with exp as a text", () => idToken({ exp: String(seconds + 1) })],
    ["a token without iat", () => idToken({ iat: undefined })],
  ])("%s", async (_what, token) => refused(await token(), idRules));

  test.each<[string, () => Promise<string>]>([
    ["an id token", () => idToken({ scope: "openid" })],
    ["an access token with other scopes", () => accessToken({ scope: "openid2 trades/rea" })],
    ["an access token without scopes", () => accessToken({ scope: undefined })],
  ])("where an access token is wanted: %s", async (_what, token) => refused(await token(), accessRules));

  test.each<[string, () => Promise<string>, CognitoRules]>([
    ["a token for another client", () => idToken(), { ...idRules, ...matching(/^(?:another)$/u) }],
    ["a token for a list of clients", () => idToken({ aud: ["x"] }), { ...idRules, ...matching(/^(?:x)$/u) }],
    ["an access token, which has no aud", () => accessToken(), { ...accessRules, ...matching(/^.*$/u) }],
  ])("where the aud must match: %s", async (_what, token, rules) => refused(await token(), rules));
});

test.each<[number, unknown]>([
  [seconds, "The incoming token has expired"],
  [1, "The incoming token has expired"],
])("a token of the pool that expired at %d is refused with its own message", async (exp, message) => {
  await expect(authorize(await idToken({ exp }))).rejects.toMatchObject({ answer: { ...unauthorized, message } });
  expect(await authorize(await idToken({ exp: seconds + 1 }))).toMatchObject({ sub });
});

test("a pool that cannot be reached is not the client's fault", async () => {
  const away = () => () => Promise.reject(new IssuerUnreachable("JWKS communication error", "the pool is away"));
  await expect(authorize(await idToken(), idRules, away)).rejects.toMatchObject({
    reason: "the pool is away",
    answer: {
      responseType: "AUTHORIZER_CONFIGURATION_ERROR",
      errorType: "AuthorizerConfigurationException",
      status: 500,
      message: null,
    },
  });
});

test("what nobody expected is no refusal", async () => {
  const broken = () => () => Promise.reject(new TypeError("broken"));
  await expect(authorize(await idToken(), idRules, broken)).rejects.toThrow(new TypeError("broken"));
});
