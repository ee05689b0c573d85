import { expect, test } from "@jest/globals";
import type { Verdict } from "../rest-api/authorizers/verdict.ts";
import { verdictCache } from "./verdict-cache.ts";

const verdict = (principalId: string): Verdict => ({ principalId, policy: { statements: [] }, context: {} });

test("the oldest entry makes room for a new one", () => {
  const cache = verdictCache({ now: () => 0, size: 2 });
  for (const key of ["a", "b", "c"]) cache.store(key, verdict(key), 10);
  expect(["a", "b", "c"].map((key) => cache.find(key)?.principalId)).toEqual([undefined, "b", "c"]);
});

test("storing a key again makes no room", () => {
  const cache = verdictCache({ now: () => 0, size: 2 });
  for (const key of ["a", "b", "b"]) cache.store(key, verdict(key), 10);
  expect(cache.find("a")).toBeDefined();
});

test("is emptied on demand", () => {
  const cache = verdictCache({ now: () => 0, size: 2 });
  cache.store("a", verdict("a"), 10);
  cache.clear();
  expect(cache.find("a")).toBeUndefined();
});
