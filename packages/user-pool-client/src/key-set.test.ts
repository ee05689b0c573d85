import { generateKeyPairSync } from "node:crypto";
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { JWK } from "jose";
import { checkedKeys as checked, type KeyRules } from "./key-set.ts";
import { type TestKey, testKey } from "./testing/tokens.ts";

const ofThePool: KeyRules = { algorithms: ["RS256"], use: "required" };
const checkedKeys = (document: unknown, rules = ofThePool) => checked(document, rules);

let good: TestKey;
const rsa = (modulusLength: number, publicExponent = 65_537) => {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength, publicExponent });
  return { ...(publicKey.export({ format: "jwk" }) as JWK), kid: "k", use: "sig", alg: "RS256" };
};

beforeAll(async () => {
  good = await testKey("good");
});

test("the control: a pool's key, with and without alg", () => {
  const { alg: _, ...bare } = good.jwk;
  expect(checkedKeys({ keys: [good.jwk] })).toEqual({ usable: { keys: [good.jwk] }, refused: [] });
  expect(checkedKeys({ keys: [bare] }).refused).toEqual([]);
});

describe("a key is not used", () => {
  test.each<[string, () => JWK, string]>([
    ["of another kind", () => ({ kty: "EC", kid: "k", use: "sig", crv: "P-256", x: "AA", y: "AA" }), "not an RSA key"],
    ["that is symmetric", () => ({ kty: "oct", kid: "k", use: "sig", k: "AAAA" }), "not an RSA key"],
    ["for encryption", () => ({ ...good.jwk, use: "enc" }), "not for signatures"],
    ["without a use", () => ({ ...good.jwk, use: undefined as never }), "not for signatures"],
    ["for another algorithm", () => ({ ...good.jwk, alg: "RSA-OAEP" }), "meant for RSA-OAEP"],
    ["without an id", () => ({ ...good.jwk, kid: undefined as never }), "without an id"],
    ["of 1024 bits", () => rsa(1024), "a modulus of 1024 bits; 2048 are needed"],
    [
      "of 2047 bits, led by zeros",
      () => ({ ...good.jwk, n: shortened(good.jwk.n) }),
      "a modulus of 2047 bits; 2048 are needed",
    ],
    ["without a modulus", () => ({ ...good.jwk, n: undefined as never }), "a modulus of 0 bits; 2048 are needed"],
    ["of exponent 1", () => ({ ...good.jwk, e: "AQ" }), "an exponent other than 65537"],
    ["of exponent 3", () => rsa(2048, 3), "an exponent other than 65537"],
  ])("%s", (_what, key, reason) => {
    const { usable, refused } = checkedKeys({ keys: [key(), good.jwk] });
    expect(usable.keys).toEqual([good.jwk]);
    expect(refused).toEqual([expect.stringContaining(reason)]);
  });
});

test("a use is asked for where the rules say so, and no other use is taken", () => {
  const { use: _, ...bare } = good.jwk;
  const keys = { keys: [bare, { ...good.jwk, kid: "good-2", use: "enc" }, { ...good.jwk, kid: "good-3" }] };
  const ids = (rules: KeyRules) => checkedKeys(keys, rules).usable.keys.map(({ kid }) => kid);
  expect(ids({ ...ofThePool, use: "optional" })).toEqual(["good", "good-3"]);
  expect(ids(ofThePool)).toEqual(["good-3"]);
});

test("a key serves the algorithms of the rules alone", () => {
  const keys = {
    keys: [good.jwk, { ...good.jwk, kid: "512", alg: "RS512" }, { ...good.jwk, kid: "ps", alg: "PS256" }],
  };
  const ids = (algorithms: string[]) =>
    checkedKeys(keys, { ...ofThePool, algorithms }).usable.keys.map(({ kid }) => kid);
  expect(ids(["RS256", "RS512"])).toEqual(["good", "512"]);
  expect(ids(["RS512"])).toEqual(["512"]);
});

const shortened = (n: string | undefined) => {
  const bytes = Buffer.from(String(n), "base64url");
  bytes[0] = 0x7f;
  return Buffer.concat([Buffer.alloc(3), bytes]).toString("base64url");
};

describe("a set is refused", () => {
  test.each<[string, () => unknown]>([
    ["that is no object", () => "keys"],
    ["without keys", () => ({})],
    ["of other things", () => ({ keys: ["a"] })],
    ["without any key", () => ({ keys: [] })],
    ["without a key that can be used", () => ({ keys: [{ ...good.jwk, use: "enc" }] })],
    ["with two keys of one id", () => ({ keys: [good.jwk, { ...rsa(2048), kid: "good" }] })],
  ])("%s", (_what, document) => {
    expect(() => checkedKeys(document())).toThrow(Error);
  });
});
