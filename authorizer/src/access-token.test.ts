import { createHmac, createPublicKey } from "node:crypto";
import {
  accessClaims,
  clientId,
  issuer,
  signed,
  sub,
  type TestKey,
  testKey,
  username,
} from "@gatehouse/user-pool-client/testing/tokens.ts";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { CompactSign, createLocalJWKSet, exportSPKI, importJWK, type JWTVerifyGetKey, SignJWT } from "jose";
import { verifyAccessToken } from "./access-token.ts";
import { Unauthorized } from "./unauthorized.ts";

const now = Date.UTC(2026, 10, 23, 12);
let key: TestKey;
let stranger: TestKey;
let keys: JWTVerifyGetKey;

beforeAll(async () => {
  key = await testKey("key-1");
  stranger = await testKey("key-1");
  keys = createLocalJWKSet({ keys: [key.jwk, (await testKey("key-2")).jwk] });
});

const verify = (token: string, at = now) =>
  verifyAccessToken(token, keys, { issuer, clientIds: ["another1client", clientId] }, new Date(at));

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const claims = (changes: Record<string, unknown> = {}) => accessClaims(changes, now);
const seconds = now / 1000;

/** A token with any header and any payload, signed by the pool's own key. */
const withHeader = (header: Record<string, unknown>, payload: unknown = claims()) =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: "RS256", kid: "key-1", ...header })
    .sign(key.privateKey, { crit: Object.fromEntries(((header.crit as string[]) ?? []).map((name) => [name, true])) });

/** HS256 over the pool's public key: the key confusion of RFC 8725 2.1. */
const hmac = (secret: string | Buffer) => {
  const input = `${base64url({ alg: "HS256", kid: "key-1" })}.${base64url(claims())}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
};

const unsigned = (alg: string) => `${base64url({ alg, kid: "key-1" })}.${base64url(claims())}.${"A".repeat(342)}`;

test("the control: a token as the pool signs it", async () => {
  expect(await verify(await signed(key, claims({ jti: "j", origin_jti: "o" })))).toEqual({
    sub,
    username,
    clientId,
    tokenId: "j",
    session: "o",
    groups: [],
    authTime: seconds,
    claims: {
      sub,
      username,
      client_id: clientId,
      "cognito:groups": [],
      scope: "aws.cognito.signin.user.admin openid",
      auth_time: seconds,
      origin_jti: "o",
      jti: "j",
    },
  });
});

test("the user's groups, each once", async () => {
  const token = await signed(key, claims({ "cognito:groups": ["trading", "Überwacher", "trading"] }));
  expect((await verify(token)).groups).toEqual(["trading", "Überwacher"]);
});

describe("refused for its signature:", () => {
  const pem = () =>
    createPublicKey({ key: key.jwk as never, format: "jwk" }).export({ type: "spki", format: "pem" }) as string;
  const der = () => createPublicKey({ key: key.jwk as never, format: "jwk" }).export({ type: "spki", format: "der" });

  test.each<[string, () => string | Promise<string>]>([
    ["alg none", () => unsigned("none")],
    ["alg None", () => unsigned("None")],
    ["alg NONE", () => unsigned("NONE")],
    ["alg nOnE", () => unsigned("nOnE")],
    ["HS256 with the public key in PEM", () => hmac(pem())],
    ["HS256 with the PEM without its last newline", () => hmac(pem().trim())],
    ["HS256 with the public key in DER", () => hmac(der())],
    ["HS256 with the modulus", () => hmac(String(key.jwk.n))],
    ["HS256 with the text of the key set", () => hmac(JSON.stringify({ keys: [key.jwk] }))],
    ["another key with the same kid", () => signed(stranger, claims())],
    [
      "PS256 with the right key",
      async () => {
        const asPs = await importJWK(
          { ...(await crypto.subtle.exportKey("jwk", key.privateKey)), alg: "PS256" } as never,
          "PS256",
        );
        return new SignJWT(claims()).setProtectedHeader({ alg: "PS256", kid: "key-1" }).sign(asPs);
      },
    ],
    [
      "a header that claims another alg",
      async () => {
        const [, ...rest] = (await signed(key, claims())).split(".");
        return [base64url({ alg: "ES256", kid: "key-1" }), ...rest].join(".");
      },
    ],
    [
      "a signature of zeros",
      async () => `${(await signed(key, claims())).split(".").slice(0, 2).join(".")}.${"A".repeat(342)}`,
    ],
    [
      "the signature of another token",
      async () => {
        const [mine, theirs] = await Promise.all([
          signed(key, claims()),
          signed(key, claims({ username: "CorpSAML_bob@example.com" })),
        ]);
        return [...mine.split(".").slice(0, 2), theirs.split(".")[2]].join(".");
      },
    ],
    [
      "a payload that was changed",
      async () => {
        const [header, , signature] = (await signed(key, claims())).split(".");
        return [header, base64url(claims({ username: "CorpSAML_bob@example.com" })), signature].join(".");
      },
    ],
  ])("%s", async (_what, token) => {
    await expect(verify(await token())).rejects.toThrow(Unauthorized);
  });

  test("the control: the attacker's key is the pool's own, as others write it", async () => {
    expect(pem().trim()).toBe((await exportSPKI((await importJWK(key.jwk, "RS256")) as CryptoKey)).trim());
  });
});

describe("refused for its header:", () => {
  test.each<[string, Record<string, unknown>]>([
    ["no kid", { kid: undefined }],
    ["an unknown kid", { kid: "key-3" }],
    ["a path as kid", { kid: "../../dev/null" }],
    ["SQL as kid", { kid: "key-1' or '1'='1" }],
    ["a long kid", { kid: "k".repeat(10_000) }],
    ["an array as kid", { kid: ["key-1"] }],
    ["another pool key's kid", { kid: "key-2" }],
    ["an extension that must be understood", { crit: ["urn:example:x"], "urn:example:x": true }],
  ])("%s", async (_what, header) => {
    await expect(withHeader(header).then(verify)).rejects.toThrow(Unauthorized);
  });

  test.each<[string, Record<string, unknown>]>([
    ["a URL of keys", { jku: "http://127.0.0.1:9/jwks.json" }],
    ["a certificate's URL", { x5u: "http://127.0.0.1:9/cert.pem" }],
    ["a key of its own", { jwk: { kty: "oct", k: "AAAA" } }],
  ])("but not for %s, which nobody looks at", async (_what, header) => {
    expect((await withHeader(header).then(verify)).username).toBe(username);
  });

  test("a key that the token brings is not used", async () => {
    const token = await new SignJWT(claims())
      .setProtectedHeader({ alg: "RS256", kid: "key-1", jwk: stranger.jwk })
      .sign(stranger.privateKey);
    await expect(verify(token)).rejects.toThrow(Unauthorized);
  });
});

describe("refused for its claims:", () => {
  test.each<[string, Record<string, unknown>]>([
    [
      "an id token",
      { token_use: "id", aud: clientId, client_id: undefined, username: undefined, "cognito:username": username },
    ],
    ["an id token with a client_id", { token_use: "id" }],
    ["no token_use", { token_use: undefined }],
    ["another client", { client_id: "9stranger9client" }],
    ["an array of clients with ours in it", { client_id: [clientId] }],
    ["another issuer", { iss: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_OtherPool" }],
    ["our issuer with a slash", { iss: `${issuer}/` }],
    ["no issuer", { iss: undefined }],
    ["no exp", { exp: undefined }],
    ["exp as text", { exp: String(seconds + 3600) }],
    ["no iat", { iat: undefined }],
    ["iat in the future", { iat: seconds + 60, exp: seconds + 3600 }],
    ["iat in 2286", { iat: 9_999_999_999, exp: 9_999_999_999 + 3600 }],
    ["nbf in the future", { nbf: seconds + 60 }],
    ["no sub", { sub: undefined }],
    ["an empty sub", { sub: "" }],
    ["a sub of 256 characters", { sub: "s".repeat(256) }],
    ["a number as sub", { sub: 1 }],
    ["no jti", { jti: undefined }],
    ["no username: a client's own token", { username: undefined }],
    ["an object as username", { username: { $ne: "" } }],
    ["no auth_time", { auth_time: undefined }],
    ["auth_time as text", { auth_time: String(seconds) }],
    ["groups in one text", { "cognito:groups": "trading" }],
    ["a group that is no text", { "cognito:groups": ["trading", 1] }],
    ["a life of more than a day", { exp: seconds + 86_401 }],
    ["an iat of more than a day ago", { iat: seconds - 90_000, exp: seconds + 60 }],
  ])("%s", async (_what, changes) => {
    await expect(signed(key, claims(changes)).then(verify)).rejects.toThrow(Unauthorized);
  });

  test.each<[string, Record<string, unknown>]>([
    ["a sub of 255 characters", { sub: "s".repeat(255) }],
    ["a life of a day", { exp: seconds + 86_400 }],
    ["no origin_jti, as with revocation switched off", { origin_jti: undefined }],
    ["groups", { "cognito:groups": ["trading"] }],
    ["an aud, as with resource binding", { aud: "https://api.example.com" }],
  ])("but not for %s", async (_what, changes) => {
    expect((await signed(key, claims(changes)).then(verify)).username).toBe(username);
  });

  test("a payload that is no object", async () => {
    await expect(withHeader({}, [claims()]).then(verify)).rejects.toThrow(Unauthorized);
  });
});

describe("at the edge of its time, with a tolerance of five seconds,", () => {
  test.each<[number, boolean]>([
    [-6, true],
    [0, true],
    [4, true],
    [5, false],
    [6, false],
  ])("%d s after exp it holds: %s", async (after, holds) => {
    const token = await signed(key, claims());
    const verified = verify(token, now + (3600 + after) * 1000).then(
      () => true,
      (error) => {
        expect(error).toBeInstanceOf(Unauthorized);
        return false;
      },
    );
    expect(await verified).toBe(holds);
  });
});

test("keys that cannot be had are not the caller's fault", async () => {
  const away = () => Promise.reject(new Error("the pool is away"));
  const verified = verifyAccessToken(
    await signed(key, claims()),
    away,
    { issuer, clientIds: [clientId] },
    new Date(now),
  );
  await expect(verified).rejects.toThrow("the pool is away");
  await expect(verified).rejects.not.toBeInstanceOf(Unauthorized);
});
