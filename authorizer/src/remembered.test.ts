import { describe, expect, test } from "@jest/globals";
import { remembered } from "./remembered.ts";

const make = (options: { most?: number; usable?: () => boolean } = {}) => {
  const clock = { now: 0 };
  const cache = remembered<number>({ time: 1_000, most: 3, now: () => clock.now, ...options });
  let loads = 0;
  const get = async (key: string) => {
    const { value, cached } = await cache.get(key, async () => ++loads);
    return [value, cached];
  };
  return { clock, cache, get };
};

test("a value is remembered for its time", async () => {
  const { clock, get } = make();
  expect(await get("a")).toEqual([1, false]);
  clock.now = 999;
  expect(await get("a")).toEqual([1, true]);
  expect(await get("b")).toEqual([2, false]);
  clock.now = 1_000;
  expect(await get("a")).toEqual([3, false]);
});

test("a value's time begins when it is asked for, not when it is there", async () => {
  const { clock, cache } = make();
  const slow = Promise.withResolvers<number>();
  const first = cache.get("a", () => slow.promise);
  clock.now = 600;
  slow.resolve(1);
  expect(await first).toEqual({ value: 1, cached: false });
  clock.now = 999;
  expect(await cache.get("a", async () => 2)).toEqual({ value: 1, cached: true });
  clock.now = 1_000;
  expect(await cache.get("a", async () => 3)).toEqual({ value: 3, cached: false });
});

describe("what was made for another version", () => {
  test("is not taken, remembered or not", async () => {
    const { cache } = make();
    expect(await cache.get("a", async () => 1, "x")).toEqual({ value: 1, cached: false });
    expect(await cache.get("a", async () => 2, "x")).toEqual({ value: 1, cached: true });
    expect(await cache.get("a", async () => 3, "y")).toEqual({ value: 3, cached: false });
    expect(await cache.get("a", async () => 4, "x")).toEqual({ value: 4, cached: false });
  });

  test("is not shared while it is loaded", async () => {
    const { cache } = make();
    const slow = Promise.withResolvers<number>();
    const before = cache.get("a", () => slow.promise, "x");
    const shared = cache.get("a", async () => 9, "x");
    const other = cache.get("a", async () => 2, "y");
    slow.resolve(1);
    expect(await Promise.all([before, shared, other])).toEqual([1, 1, 2].map((value) => ({ value, cached: false })));
    expect(await cache.get("a", async () => 3, "y")).toEqual({ value: 2, cached: true });
  });

  test("is forgotten with the key", async () => {
    const { cache } = make();
    await cache.get("a", async () => 1, "x");
    cache.forget("a");
    expect(await cache.get("a", async () => 2, "x")).toEqual({ value: 2, cached: false });
  });
});

test("whoever asks at a time shares one load", async () => {
  const { get } = make();
  expect(await Promise.all([get("a"), get("a"), get("a")])).toEqual([
    [1, false],
    [1, false],
    [1, false],
  ]);
});

test("errors are not remembered, but shared", async () => {
  const { cache, get } = make();
  const failing = () => cache.get("a", () => Promise.reject(new Error("away")));
  await expect(failing()).rejects.toThrow("away");
  expect(await get("a")).toEqual([1, false]);
});

test("the oldest go when there are too many", async () => {
  const { get } = make();
  for (const key of ["a", "b", "c", "d"]) await get(key);
  expect(await get("b")).toEqual([2, true]);
  expect(await get("a")).toEqual([5, false]);
});

describe("what is forgotten", () => {
  test("is loaded again, alone or with all", async () => {
    const { cache, get } = make();
    await get("a");
    await get("b");
    cache.forget("a");
    expect(await get("a")).toEqual([3, false]);
    expect(await get("b")).toEqual([2, true]);
    cache.forget();
    expect(await get("b")).toEqual([4, false]);
  });

  test.each([
    ["by its key", "a"],
    ["with all", undefined],
  ])("%s while it is loaded is not remembered, and who asks afterwards gets a fresh value", async (_how, key) => {
    const { cache } = make();
    const slow = Promise.withResolvers<number>();
    const before = cache.get("a", () => slow.promise);
    cache.forget(key);
    const after = await cache.get("a", async () => 2);
    slow.resolve(1);
    expect(await before).toEqual({ value: 1, cached: false });
    expect(after).toEqual({ value: 2, cached: false });
    expect(await cache.get("a", async () => 3)).toEqual({ value: 2, cached: true });
  });
});

test("while it cannot be used nothing is remembered, shared or taken from before", async () => {
  let usable = true;
  const { get, cache } = make({ usable: () => usable });
  await get("a");
  usable = false;
  expect(await get("a")).toEqual([2, false]);
  expect(await Promise.all([get("b"), get("b")])).toEqual([
    [3, false],
    [4, false],
  ]);
  usable = true;
  cache.forget();
  expect(await get("a")).toEqual([5, false]);
});
