import { createHmac, createPublicKey } from "node:crypto";
import { type TestKey, testKey } from "@gatehouse/user-pool-client/testing/tokens.ts";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { createLocalJWKSet, type JWTVerifyGetKey } from "jose";
import { BadToken } from "./bad-token.ts";
import { readCompactJws } from "./compact-jws.ts";
import { rsaAlgorithms } from "./rsa-algorithms.ts";
import { base64url, signedToken } from "./testing/signed-token.ts";
import { verifySignature } from "./verify-signature.ts";

const claims = { sub: "alice" };
let key: TestKey;
let stranger: TestKey;
let keys: JWTVerifyGetKey;

beforeAll(async () => {
  [key, stranger] = await Promise.all([testKey("key-1"), testKey("key-1")]);
  const { alg: _, ...forAll } = key.jwk;
  keys = createLocalJWKSet({ keys: [forAll, (await testKey("key-2")).jwk] });
});

const verify = (token: string) => verifySignature(readCompactJws(token), keys, rsaAlgorithms);

test.each(["RS256", "RS384", "RS512"])("the control: a token signed with %s holds", async (alg) => {
  await expect(signedToken(key, claims, { alg }).then(verify)).resolves.toBeUndefined();
});

const publicKey = () => createPublicKey({ key: key.jwk as never, format: "jwk" });
const hmac = (secret: string | Buffer) => {
  const input = `${base64url({ alg: "HS256", kid: "key-1" })}.${base64url(claims)}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
};
const unsigned = (alg: unknown, signature = "") =>
  `${base64url({ alg, kid: "key-1" })}.${base64url(claims)}.${signature}`;

describe("its algorithm is refused:", () => {
  test.each<[string, () => string | Promise<string>, string]>([
    ["none", () => unsigned("none"), "signing method none is invalid"],
    ["None", () => unsigned("None"), "signing method None is invalid"],
    ["none with a signature", () => unsigned("none", "A".repeat(342)), "signing method none is invalid"],
    ["ES256", () => unsigned("ES256", "A".repeat(86)), "signing method ES256 is invalid"],
    ["PS256", () => signedToken(key, claims, { alg: "PS256" }), "signing method PS256 is invalid"],
    [
      "HS256 with the public key",
      () => hmac(publicKey().export({ type: "spki", format: "pem" }) as string),
      "signing method HS256 is invalid",
    ],
    ["HS256 with the modulus", () => hmac(String(key.jwk.n)), "signing method HS256 is invalid"],
    ["a number", () => unsigned(256), "signing method is invalid"],
    ["a list", () => unsigned(["RS256"]), "signing method is invalid"],
    ["no algorithm", () => unsigned(undefined), "signing method is invalid"],
    ["the name of a prototype's member", () => unsigned("toString"), "signing method toString is invalid"],
    ["what would break out of a header", () => unsigned('x"\r\nSet-Cookie: a=b'), "signing method is invalid"],
  ])("%s", async (_what, token, description) => {
    await expect(Promise.resolve(token()).then(verify)).rejects.toMatchObject({ name: "BadToken", description });
  });
});

describe("its key is refused:", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["no kid", { kid: undefined }, "the token has no known kid"],
    ["an empty kid", { kid: "" }, "the token has no known kid"],
    ["an unknown kid", { kid: "key-3" }, "the token has no known kid"],
    ["a path as kid", { kid: "../../dev/null" }, "the token has no known kid"],
    ["an array as kid", { kid: ["key-1"] }, "the token has no known kid"],
    ["another key's kid", { kid: "key-2" }, "crypto/rsa: verification error"],
    ["an extension that must be understood", { crit: ["urn:x"], "urn:x": 1 }, "token is malformed"],
    ["a payload that is not encoded", { crit: ["b64"], b64: true }, "token is malformed"],
  ])("%s", async (_what, header, description) => {
    await expect(signedToken(key, claims, header).then(verify)).rejects.toMatchObject({
      name: "BadToken",
      description,
    });
  });

  test("one that the token brings", async () => {
    await expect(signedToken(stranger, claims, { jwk: stranger.jwk }).then(verify)).rejects.toThrow(BadToken);
    await expect(signedToken(key, claims, { jwk: stranger.jwk }).then(verify)).resolves.toBeUndefined();
  });
});

describe("its signature is refused:", () => {
  const parts = async (payload: object = claims) => (await signedToken(key, payload)).split(".");

  test.each<[string, () => Promise<string>]>([
    ["a stranger's", () => signedToken(stranger, claims)],
    ["none", async () => [...(await parts()).slice(0, 2), ""].join(".")],
    ["zeros", async () => [...(await parts()).slice(0, 2), "A".repeat(342)].join(".")],
    ["another token's", async () => [...(await parts()).slice(0, 2), (await parts({ sub: "bob" }))[2]].join(".")],
    ["of another payload", async () => [(await parts())[0], base64url({ sub: "bob" }), (await parts())[2]].join(".")],
    [
      "under another algorithm",
      async () => [base64url({ alg: "RS384", kid: "key-1" }), ...(await parts()).slice(1)].join("."),
    ],
  ])("%s", async (_what, token) => {
    await expect(token().then(verify)).rejects.toMatchObject({
      name: "BadToken",
      description: "crypto/rsa: verification error",
    });
  });
});

test("keys that cannot be had are not the token's fault", async () => {
  const away = () => Promise.reject(new Error("away"));
  const token = readCompactJws(await signedToken(key, claims));
  await expect(verifySignature(token, away, rsaAlgorithms)).rejects.toThrow("away");
  await expect(verifySignature(token, away, rsaAlgorithms)).rejects.not.toThrow(BadToken);
});
