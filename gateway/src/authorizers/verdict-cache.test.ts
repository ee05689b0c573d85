import { expect, test } from "@jest/globals";
import type { Verdict } from "./verdict.ts";
import { cacheKey, verdictCache } from "./verdict-cache.ts";

const verdict = (principalId: string): Verdict => ({ principalId, ruling: { statements: [] }, context: {} });
const key = (value: string, { apiId = "api", name = "prod" } = {}) => cacheKey({ apiId, name }, "guard", [[value]]);

test("the oldest entry makes room for a new one", () => {
  const cache = verdictCache({ now: () => 0, size: 2 });
  for (const each of ["a", "b", "c"]) cache.store(key(each), verdict(each), 10);
  expect(["a", "b", "c"].map((each) => cache.find(key(each))?.principalId)).toEqual([undefined, "b", "c"]);
});

test("storing a key again makes no room", () => {
  const cache = verdictCache({ now: () => 0, size: 2 });
  for (const each of ["a", "b", "b"]) cache.store(key(each), verdict(each), 10);
  expect(cache.find(key("a"))).toBeDefined();
});

test("a stage of an API is flushed, and nothing else", () => {
  const cache = verdictCache({ now: () => 0, size: 10 });
  const flushed = [key("a"), key("b")];
  const kept = [key("a", { name: "test" }), key("a", { apiId: "other" })];
  for (const each of [...flushed, ...kept]) cache.store(each, verdict("alice"), 10);
  cache.flush("api", "prod");
  expect(flushed.map((each) => cache.find(each))).toEqual([undefined, undefined]);
  expect(kept.map((each) => cache.find(each)?.principalId)).toEqual(["alice", "alice"]);
});
