import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { naiveWildcard } from "./testing/naive-wildcard.ts";
import { matchesWildcard } from "./wildcard.ts";

const word = (alphabet: string, maxLength: number) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength });

test("a wildcard covers what the regular expression of it matches", () => {
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(word("ab*?/.+(\\$", 10), word("ab/.+(\\$\n", 12), (pattern, text) => {
      const covers = matchesWildcard(pattern, text);
      seen.add(covers);
      expect(covers).toBe(naiveWildcard(pattern, text));
    }),
    { numRuns: 10_000 },
  );
  expect(seen.size).toBe(2);
});

test("a text with parts replaced by stars covers the text", () => {
  const parts = fc.array(fc.tuple(word("ab/:", 4), fc.boolean()), { maxLength: 6 });
  fc.assert(
    fc.property(parts, (all) => {
      const pattern = all.map(([part, hidden]) => (hidden ? "*" : part)).join("");
      const text = all.map(([part]) => part).join("");
      expect(matchesWildcard(pattern, text)).toBe(true);
      expect(matchesWildcard(`${pattern}!`, text)).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});
