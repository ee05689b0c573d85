import { logger } from "@gatehouse/http/log.ts";
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { errors } from "jose";
import { keysOfPool } from "./keys-of-pool.ts";
import { type PoolAnswer, PoolUnreachable } from "./pool-request.ts";
import { type TestKey, testKey } from "./testing/tokens.ts";

const minute = 60_000;
const log = logger("test", { write: () => {} });
let first: TestKey;
let second: TestKey;

/** The time, the pool's answer and how often it was asked. */
const world = { now: 0, answer: (): Promise<PoolAnswer> => Promise.reject(), asked: 0 };
const serve =
  (...keys: TestKey[]) =>
  async () => ({ status: 200, body: { keys: keys.map(({ jwk }) => jwk) } });
const away = async () => {
  throw new PoolUnreachable("away");
};

const open = () => {
  const find = keysOfPool({
    pool: (path) => {
      expect(path).toBe("/us-east-1_TestPool1/.well-known/jwks.json");
      world.asked++;
      return world.answer();
    },
    poolId: "us-east-1_TestPool1",
    log,
    now: () => world.now,
  });
  return (kid: string) => find({ alg: "RS256", kid }, { payload: "", signature: "" });
};

beforeAll(async () => {
  [first, second] = await Promise.all([testKey("first"), testKey("second")]);
});

beforeEach(() => {
  Object.assign(world, { now: 0, answer: serve(first), asked: 0 });
});

test("keys are fetched once for all who ask at a time, and again after ten minutes", async () => {
  const find = open();
  await Promise.all([find("first"), find("first"), find("first")]);
  world.now = 10 * minute - 1;
  await find("first");
  expect(world.asked).toBe(1);
  world.now = 10 * minute;
  await find("first");
  expect(world.asked).toBe(2);
});

describe("a key id that the pool lacks", () => {
  test("is the caller's fault, and makes one fetch in thirty seconds", async () => {
    const find = open();
    await find("first");
    for (const kid of ["a", "b", "c"]) await expect(find(kid)).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
    expect(world.asked).toBe(1);
    world.now = 30_000;
    for (const kid of ["a", "b", "c"]) await expect(find(kid)).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
    expect(world.asked).toBe(2);
  });

  test("is found when the pool has a new key", async () => {
    const find = open();
    await find("first");
    world.answer = serve(first, second);
    world.now = 30_000;
    expect(await find("second")).toBeDefined();
  });

  test("is not found when the pool took a key back", async () => {
    const find = open();
    await find("first");
    world.answer = serve(second);
    world.now = 10 * minute;
    await expect(find("first")).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
    expect(await find("second")).toBeDefined();
  });
});

describe("while the pool is away", () => {
  test("the last good keys serve for an hour and no longer", async () => {
    const find = open();
    await find("first");
    world.answer = away;
    world.now = 60 * minute - 1;
    expect(await find("first")).toBeDefined();
    world.now = 60 * minute + 1_000;
    await expect(find("first")).rejects.toBeInstanceOf(PoolUnreachable);
    world.answer = serve(first);
    world.now += 1_000;
    expect(await find("first")).toBeDefined();
  });

  test("nothing is verified without keys, and the pool is asked once a second", async () => {
    const find = open();
    world.answer = away;
    for (let each = 0; each < 5; each++) await expect(find("first")).rejects.toBeInstanceOf(PoolUnreachable);
    expect(world.asked).toBe(1);
    world.answer = serve(first);
    world.now = 1_000;
    expect(await find("first")).toBeDefined();
  });
});

test.each<[string, PoolAnswer]>([
  ["an error", { status: 503, body: {} }],
  ["not found", { status: 404, body: { keys: [] } }],
  ["a redirect", { status: 302, body: {} }],
  ["no key set", { status: 200, body: { message: "hello" } }],
  ["no keys", { status: 200, body: { keys: [] } }],
])("a pool that answers with %s cannot be used", async (_what, answer) => {
  const find = open();
  world.answer = async () => answer;
  await expect(find("first")).rejects.toBeInstanceOf(PoolUnreachable);
});
