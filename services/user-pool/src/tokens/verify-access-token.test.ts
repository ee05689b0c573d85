import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { type JWTPayload, SignJWT } from "jose";
import { keysAt } from "./key-turns.ts";
import { newSigningKey } from "./new-signing-key.ts";
import type { SigningKey, SigningKeys } from "./signing-keys.ts";
import { ExpiredAccessToken, InvalidAccessToken, verifyAccessToken } from "./verify-access-token.ts";

let keys: SigningKeys;
let strange: SigningKey;
let earlier: SigningKey;
beforeAll(async () => {
  const [id, access, old, other] = await Promise.all([
    newSigningKey(),
    newSigningKey(),
    newSigningKey(),
    newSigningKey(),
  ]);
  keys = keysAt(
    [
      { ...id, signs: "id", signsFrom: now },
      { ...old, signs: "access", signsFrom: new Date(now.getTime() - 60_000) },
      { ...access, signs: "access", signsFrom: now },
    ],
    now,
  );
  earlier = old;
  strange = other;
});

const issuer = "http://localhost:9229/us-east-1_AbCdEfGh1";
const now = new Date("2026-11-23T10:00:00Z");
const second = now.getTime() / 1000;

const claims: JWTPayload = {
  sub: "d209f6ce-2eb3-4e9b-b929-e66dcec8de0a",
  iss: issuer,
  client_id: "1client",
  origin_jti: "140f8060-0000-4000-8000-000000000000",
  token_use: "access",
  scope: "openid profile",
  auth_time: second - 10,
  exp: second + 1,
  iat: second - 10,
  jti: "cdd44ae0-0000-4000-8000-000000000000",
  username: "CorpSAML_alice",
};

const token = (
  changes: Readonly<Record<string, unknown>> = {},
  { kid, privateKey }: SigningKey = keys.access,
  alg = "RS256",
) => new SignJWT({ ...claims, ...changes }).setProtectedHeader({ kid, alg }).sign(privateKey);

const verified = (text: string) => verifyAccessToken(text, { keys, issuer, now });
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("an access token", () => {
  test("of the pool is read", async () => {
    expect(await verified(await token())).toEqual({
      username: "CorpSAML_alice",
      sub: "d209f6ce-2eb3-4e9b-b929-e66dcec8de0a",
      clientId: "1client",
      scopes: ["openid", "profile"],
      issuedAt: new Date((second - 10) * 1000),
      originJti: "140f8060-0000-4000-8000-000000000000",
    });
  });

  test("that the key of an earlier turn signed is read as well", async () => {
    expect(earlier.kid).not.toBe(keys.access.kid);
    expect(await verified(await token({}, earlier))).toMatchObject({ username: "CorpSAML_alice" });
  });

  test("is over at the second that it names", async () => {
    await expect(verified(await token({ exp: second }))).rejects.toBeInstanceOf(ExpiredAccessToken);
  });

  test.each<[string, () => Promise<string>]>([
    ["an id token", () => token({ token_use: "id", aud: "1client" }, keys.id)],
    ["an id token that the other key signed", () => token({ token_use: "id" })],
    ["one of another issuer", () => token({ iss: `${issuer}/` })],
    ["one without an end", () => token({ exp: undefined })],
    ["one without a username", () => token({ username: undefined })],
    ["one without scopes", () => token({ scope: undefined })],
    ["one of another key", () => token({}, strange)],
    ["one of another key under the name of ours", () => token({}, { ...strange, kid: keys.access.kid })],
    ["one without a kid", () => new SignJWT(claims).setProtectedHeader({ alg: "RS256" }).sign(keys.access.privateKey)],
    ["one by another algorithm of the same key", () => token({}, keys.access, "PS256")],
    ["one without a signature", async () => `${part({ alg: "none", kid: keys.access.kid })}.${part(claims)}.`],
    [
      "one whose MAC was made with the public key",
      async () => {
        const head = `${part({ alg: "HS256", kid: keys.access.kid })}.${part(claims)}`;
        const key = keys.access.publicKey.export({ type: "spki", format: "pem" });
        return `${head}.${createHmac("sha256", key).update(head).digest("base64url")}`;
      },
    ],
    ["one with blanks in its signature", async () => `${(await token()).slice(0, -4)} ${(await token()).slice(-4)}`],
    ["one with padding", async () => `${await token()}==`],
    ["one that is too long", () => token({ padding: "x".repeat(16_384) })],
    ["two parts", async () => (await token()).split(".").slice(0, 2).join(".")],
  ])("is not %s", async (_what, text) => {
    await expect(verified(await text())).rejects.toBeInstanceOf(InvalidAccessToken);
  });
});
