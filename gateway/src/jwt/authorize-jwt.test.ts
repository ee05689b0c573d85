import { type TestKey, testKey } from "@gatehouse/user-pool-client/testing/tokens.ts";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { createLocalJWKSet } from "jose";
import { authorizeJwt, type JwtRules } from "./authorize-jwt.ts";
import { IssuerUnreachable, type KeysOfIssuer } from "./keys-of-issuers.ts";
import { signedToken } from "./testing/signed-token.ts";

const issuer = "https://issuer.example.com";
const now = 1_800_000_000;
const claims = { iss: issuer, aud: "client", sub: "alice", exp: now + 60, iat: now, scope: "trades/read openid" };
const open: JwtRules = { issuer, audiences: ["client"], scopes: [] };
let key: TestKey;

beforeAll(async () => {
  key = await testKey("key-1");
});

const ofTheIssuer: KeysOfIssuer = (of) => {
  expect(of).toBe(issuer);
  return createLocalJWKSet({ keys: [key.jwk] });
};
const authorize = (value: string | undefined, rules = open, keys = ofTheIssuer) =>
  authorizeJwt(value, rules, { keys, now: () => now * 1000 });
const token = (changes: Readonly<Record<string, unknown>> = {}) => signedToken(key, { ...claims, ...changes });

describe("a request is let through", () => {
  test("with the claims as texts, and without scopes at a route that asks for none", async () => {
    expect(await authorize(`Bearer ${await token({ groups: ["a", "b"] })}`)).toEqual({
      claims: {
        aud: "client",
        exp: String(now + 60),
        groups: "[a b]",
        iat: String(now),
        iss: issuer,
        scope: "trades/read openid",
        sub: "alice",
      },
      scopes: null,
    });
  });

  test("by a token without Bearer", async () => {
    expect((await authorize(await token())).claims.sub).toBe("alice");
  });

  test.each<[string[]]>([[["openid"]], [["admin", "trades/read"]]])(
    "with all scopes of the token at a route that asks for one of %j",
    async (scopes) => {
      expect((await authorize(await token(), { ...open, scopes })).scopes).toEqual(["trades/read", "openid"]);
    },
  );
});

describe("a request is refused", () => {
  const invalid = (description: string, scopes = "") =>
    `Bearer scope="${scopes}" error="invalid_token" error_description="${description}"`;

  test.each<[string | undefined]>([[undefined], [""]])("without a token (%j)", async (value) => {
    await expect(authorize(value, { ...open, scopes: ["openid"] })).rejects.toMatchObject({
      status: 401,
      authenticate: "Bearer",
      error: "missing: token not provided",
    });
  });

  test.each<[string, () => string | Promise<string>, string]>([
    ["a word", () => "Bearer not-a-token", "token contains an invalid number of segments"],
    ["nothing behind Bearer", () => "Bearer ", "token contains an invalid number of segments"],
    ["two spaces", async () => `Bearer  ${await token()}`, "illegal base64 data at input byte 0"],
    ["a small bearer", async () => `bearer ${await token()}`, "tokenstring should not contain 'bearer '"],
    ["Basic", async () => `Basic ${await token()}`, "illegal base64 data at input byte 5"],
    ["another algorithm", () => signedToken(key, claims, { alg: "PS256" }), "signing method PS256 is invalid"],
    ["another issuer", () => token({ iss: "https://evil.example.com" }), "issuer does not match"],
    ["another audience", () => token({ aud: "stranger" }), "the token does not have a valid audience"],
    ["an old token", () => token({ exp: now }), "the token has expired"],
  ])("for %s", async (_what, value, description) => {
    await expect(authorize(await value())).rejects.toMatchObject({
      name: "JwtRefused",
      status: 401,
      authenticate: invalid(description),
      error: `invalid_token: ${description}`,
    });
  });

  test("for a bad signature before any claim is looked at", async () => {
    const [header, , signature] = (await token()).split(".");
    const [, payload] = (await token({ exp: 0, iss: "x" })).split(".");
    await expect(authorize([header, payload, signature].join("."))).rejects.toMatchObject({
      authenticate: invalid("crypto/rsa: verification error"),
    });
  });

  test("for an old token, with the scopes that the route asks for", async () => {
    await expect(authorize(await token({ exp: 0 }), { ...open, scopes: ["a", "b"] })).rejects.toMatchObject({
      authenticate: invalid("the token has expired", "a b"),
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ["other scopes", {}],
    ["a scope's beginning", { scope: "admin/all-things" }],
    ["no scope", { scope: undefined }],
  ])("with 403 for %s", async (_what, changes) => {
    await expect(authorize(await token(changes), { ...open, scopes: ["admin/all", "x"] })).rejects.toMatchObject({
      status: 403,
      authenticate: 'Bearer scope="admin/all x" error="insufficient_scope"',
      error: "insufficient_scope",
    });
  });

  test.each(["OIDC discovery endpoint communication error", "JWKS communication error"])(
    "and the log says why, where its issuer cannot be reached: %s",
    async (description) => {
      const away = () => () =>
        Promise.reject(new IssuerUnreachable(description, "nobody answers at issuer.example.com"));
      await expect(authorize(await token(), open, away)).rejects.toMatchObject({
        status: 401,
        authenticate: invalid(description),
        reason: "nobody answers at issuer.example.com",
        cause: expect.any(IssuerUnreachable),
      });
    },
  );
});

test("what nobody expected is no refusal", async () => {
  const broken = () => () => Promise.reject(new TypeError("broken"));
  await expect(authorize(await token(), open, broken)).rejects.toThrow(new TypeError("broken"));
});
