import { logger } from "@gatehouse/http/log.ts";
import { type TestKey, testKey } from "@gatehouse/user-pool-client/testing/tokens.ts";
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { errors } from "jose";
import { IssuerUnreachable, keysOfIssuers } from "./keys-of-issuers.ts";

const issuer = "https://issuer.example.com/tenant";
const configuration = `${issuer}/.well-known/openid-configuration`;
const hour = 60 * 60_000;
const log = logger("test", { write: () => {} });
let [first, second]: TestKey[] = [];

/** The time, what each URL answers with, and what was fetched. */
const world = { now: 0, documents: new Map<string, unknown>(), fetched: [] as string[] };

const serve = (url: string, document: unknown) => world.documents.set(url, document);
const keySet = (...keys: (TestKey | undefined)[]) => ({ keys: keys.map((key) => key?.jwk) });

const open = (reachIssuer = (each: string) => each) =>
  keysOfIssuers({
    fetch: async (url) => {
      world.fetched.push(url);
      if (!world.documents.has(url)) throw new Error(`nothing at ${url}`);
      return world.documents.get(url);
    },
    reachIssuer,
    log,
    now: () => world.now,
  });
const find = (keys: ReturnType<typeof open>, kid: string, of = issuer) =>
  keys(of)({ alg: "RS256", kid }, { payload: "", signature: "" });

beforeAll(async () => {
  [first, second] = await Promise.all([testKey("first"), testKey("second")]);
});

beforeEach(() => {
  Object.assign(world, { now: 0, documents: new Map(), fetched: [] });
  serve(configuration, { issuer, jwks_uri: "https://keys.example.com/jwks", response_types_supported: ["code"] });
  serve("https://keys.example.com/jwks", keySet(first));
});

describe("keys are found by discovery", () => {
  test("where the issuer's document says, also on another server", async () => {
    expect(await find(open(), "first")).toBeDefined();
    expect(world.fetched).toEqual([configuration, "https://keys.example.com/jwks"]);
  });

  test("of an issuer with a slash at its end", async () => {
    serve(configuration, { issuer: `${issuer}/`, jwks_uri: "https://keys.example.com/jwks" });
    expect(await find(open(), "first", `${issuer}/`)).toBeDefined();
    expect(world.fetched[0]).toBe(configuration);
  });

  test.each<[string, string, string]>([
    ["a local pool", "http://localhost:9229/us-east-1_Pool", "http://localhost:9229/us-east-1_Pool"],
    [
      "a pool that calls itself as on AWS",
      "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Pool",
      "http://localhost:9229/us-east-1_Pool",
    ],
  ])("of %s that has another name in the network, with its keys", async (_what, of, named) => {
    const inside = "http://user-pool:9229/us-east-1_Pool";
    serve(`${inside}/.well-known/openid-configuration`, { issuer: of, jwks_uri: `${named}/.well-known/jwks.json` });
    serve(`${inside}/.well-known/jwks.json`, keySet(first));
    expect(
      await find(
        open((each) => (each === of ? inside : each)),
        "first",
        of,
      ),
    ).toBeDefined();
    expect(world.fetched).toEqual([`${inside}/.well-known/openid-configuration`, `${inside}/.well-known/jwks.json`]);
  });
});

const [discovery, keys] = ["OIDC discovery endpoint communication error", "JWKS communication error"];

describe("there are no keys where", () => {
  test.each<[string, () => void, string]>([
    ["the document is not there", () => world.documents.delete(configuration), discovery],
    [
      "the document is another issuer's",
      () => serve(configuration, { issuer: "https://evil.example.com", jwks_uri: "https://keys.example.com/jwks" }),
      discovery,
    ],
    [
      "the document names no issuer",
      () => serve(configuration, { jwks_uri: "https://keys.example.com/jwks" }),
      discovery,
    ],
    ["the document names no keys", () => serve(configuration, { issuer }), discovery],
    ["the keys are in a file", () => serve(configuration, { issuer, jwks_uri: "file:///etc/passwd" }), discovery],
    ["the document is a text", () => serve(configuration, "hello"), discovery],
    ["the keys are not there", () => world.documents.delete("https://keys.example.com/jwks"), keys],
    ["the set is none", () => serve("https://keys.example.com/jwks", { message: "hello" }), keys],
    [
      "no key can be used",
      () => serve("https://keys.example.com/jwks", { keys: [{ ...first?.jwk, use: "enc" }] }),
      keys,
    ],
    [
      "two keys have one id",
      () => serve("https://keys.example.com/jwks", { keys: [first?.jwk, { ...second?.jwk, kid: "first" }] }),
      keys,
    ],
  ])("%s", async (_what, break_, description) => {
    break_();
    await expect(find(open(), "first")).rejects.toBeInstanceOf(IssuerUnreachable);
    await expect(find(open(), "first")).rejects.toMatchObject({ description });
  });
});

describe("keys are remembered", () => {
  test("for all who ask at a time, issuer by issuer", async () => {
    const keysOf = open();
    await Promise.all([find(keysOf, "first"), find(keysOf, "first")]);
    expect(world.fetched).toHaveLength(2);
    await expect(find(keysOf, "first", "https://other.example.com")).rejects.toBeInstanceOf(IssuerUnreachable);
  });

  test("for two hours, and not a moment longer when the issuer is away", async () => {
    const keysOf = open();
    await find(keysOf, "first");
    world.documents.clear();
    world.now = 2 * hour - 1;
    expect(await find(keysOf, "first")).toBeDefined();
    world.now = 2 * hour;
    await expect(find(keysOf, "first")).rejects.toBeInstanceOf(IssuerUnreachable);
  });

  test("and an unknown id fetches them anew, once in thirty seconds", async () => {
    const keysOf = open();
    await find(keysOf, "first");
    serve("https://keys.example.com/jwks", keySet(first, second));
    for (const kid of ["second", "x", "y"])
      await expect(find(keysOf, kid)).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
    expect(world.fetched).toHaveLength(2);
    world.now = 30_000;
    expect(await find(keysOf, "second")).toBeDefined();
    for (const kid of ["x", "y"]) await expect(find(keysOf, kid)).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
    expect(world.fetched).toHaveLength(4);
  });

  test("and an issuer that is away is asked once a second", async () => {
    const keysOf = open();
    world.documents.clear();
    for (let each = 0; each < 5; each++) await expect(find(keysOf, "first")).rejects.toBeInstanceOf(IssuerUnreachable);
    expect(world.fetched).toEqual([configuration]);
  });
});
