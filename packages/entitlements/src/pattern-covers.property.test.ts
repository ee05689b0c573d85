import { matchesWildcard } from "@gatehouse/iam-policy/wildcard.ts";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { covers, overlaps } from "./pattern-covers.ts";

/** Every text of `letters` up to a length. */
const texts = (letters: string, length: number): string[] =>
  length === 0 ? [""] : [...texts(letters, length - 1), ...words(letters, length)];
const words = (letters: string, length: number): string[] =>
  length === 0 ? [""] : words(letters, length - 1).flatMap((word) => [...letters].map((letter) => word + letter));

const word = (alphabet: string, maxLength: number) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength });

/** A pattern and the same with some parts opened, so that it often covers it. */
const opened = (alphabet: string, maxLength: number) =>
  fc
    .array(fc.tuple(fc.constantFrom(...alphabet), fc.constantFrom("", "", "", "*", "?", "gone")), { maxLength })
    .map((all) => [
      all.map(([inner, outer]) => (outer === "gone" ? "" : outer || inner)).join(""),
      all.map(([inner]) => inner).join(""),
    ]);

const pairs = fc.oneof(fc.tuple(word("aab*?", 5), word("aab*?", 5)), opened("aab*?", 6));

/** `c` stands for all that no pattern names. A text is longer than what six parts without stars can match. */
const allTexts = texts("abc", 7);

test("a pattern covers another, and meets it, as all short texts tell", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(pairs, ([outer = "", inner = ""]) => {
      const within = allTexts.filter((text) => matchesWildcard(inner, text));
      const all = within.every((text) => matchesWildcard(outer, text));
      const some = within.some((text) => matchesWildcard(outer, text));
      seen.add(`${all} ${some}`);
      expect([outer, inner, covers(outer, inner), overlaps(outer, inner)]).toEqual([outer, inner, all, some]);
      expect(overlaps(inner, outer)).toBe(some);
    }),
    { numRuns: 400 },
  );
  expect([...seen].sort()).toEqual(["false false", "false true", "true true"]);
});

/** A pattern's texts in which `?` is a character that no pattern names, and each `*` is none to five of them. */
const stretched = (pattern: string): string[] => {
  const at = pattern.indexOf("*");
  if (at < 0) return [pattern.replaceAll("?", "#")];
  return [0, 1, 2, 3, 4, 5].flatMap((count) =>
    stretched(`${pattern.slice(0, at)}${"#".repeat(count)}${pattern.slice(at + 1)}`),
  );
};

/** With at most four `?` a run of five characters reaches a star. */
const few = (pattern: string) => pattern.replaceAll(/[^?]/g, "").length <= 4;
const fewStars = (pattern: string) => pattern.replaceAll(/[^*]/g, "").length <= 3;

test("longer patterns cover as every length of their runs tells", () => {
  const seen = { true: 0, false: 0 };
  fc.assert(
    fc.property(
      opened("aabb*?", 14).filter(([outer = "", inner = ""]) => few(outer) && fewStars(inner)),
      ([outer = "", inner = ""]) => {
        const all = stretched(inner).every((text) => matchesWildcard(outer, text));
        seen[`${all}`]++;
        expect([outer, inner, covers(outer, inner)]).toEqual([outer, inner, all]);
      },
    ),
    { numRuns: 3_000 },
  );
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(300);
});

const withVariables = fc
  .array(fc.tuple(fc.constantFrom("a", "b", "*", "?", "${user.x}", "${user.y}"), fc.constantFrom("", "", "*", "?")), {
    maxLength: 6,
  })
  .map((all) => [all.map(([inner, outer]) => outer || inner).join(""), all.map(([inner]) => inner).join("")]);

test("where variables are covered they are whatever their values are", () => {
  let covered = 0;
  const value = word("abc", 3);
  fc.assert(
    fc.property(withVariables, value, value, ([outer = "", inner = ""], x, y) => {
      if (!covers(outer, inner)) return;
      covered++;
      const put = (pattern: string) => pattern.replaceAll("${user.x}", x).replaceAll("${user.y}", y);
      expect([outer, inner, x, y, covers(put(outer), put(inner))]).toEqual([outer, inner, x, y, true]);
    }),
    { numRuns: 4_000 },
  );
  expect(covered).toBeGreaterThan(300);
});
