import { describe, expect, test } from "@jest/globals";
import { covers, overlaps, ruleCovers, ruleOverlaps } from "./pattern-covers.ts";

describe("a pattern", () => {
  test.each<[string, string, boolean, boolean]>([
    ["/trades", "/trades", true, true],
    ["/trades", "/Trades", false, false],
    ["/trades/*", "/trades/1", true, true],
    ["/trades/*", "/trades/*/legs/?", true, true],
    ["/trades/*", "/trades", false, false],
    ["/trades/*", "/*", false, true],
    ["/*", "/trades/*", true, true],
    ["/**", "/*", true, true],
    ["/*", "/**", true, true],
    ["/trades/?", "/trades/*", false, true],
    ["/trades/?*", "/trades/*", false, true],
    ["/trades/*?", "/trades/?*", true, true],
    ["/trades/?", "/trades/12", false, false],
    ["/*/roles", "/users/*/roles", true, true],
    ["/users/*/roles", "/*/roles", false, true],
    ["/a*", "/*b", false, true],
    ["/a*a", "/a", false, false],
    ["/a.c", "/abc", false, false],
    // No run of the inner star is too long or too short for the outer one by itself, but both together are.
    ["z*ab??*c", "za*bxxab*c", false, true],
    ["z*ab??*c", "za*bxxab??*c", true, true],
    ["", "", true, true],
    ["*", "", true, true],
    ["?", "", false, false],
  ])("%s covers %s: %s; meets it: %s", (outer, inner, covered, met) => {
    expect([covers(outer, inner), overlaps(outer, inner), overlaps(inner, outer)]).toEqual([covered, met, met]);
  });
});

describe("a variable", () => {
  test.each<[string, string, boolean, boolean]>([
    ["/accounts/*", "/accounts/${user.sub}", true, true],
    ["/accounts/?", "/accounts/${user.sub}", false, true],
    ["/accounts/?*", "/accounts/${user.sub}", false, true],
    ["/accounts/${user.sub}", "/accounts/${user.sub}", true, true],
    ["/accounts/${user.sub}/*", "/accounts/${user.sub}/cash/*", true, true],
    ["/accounts/${user.sub}/*", "/accounts/${user.custom:account}/cash", false, true],
    ["/accounts/${user.sub}", "/accounts/*", false, true],
    ["/accounts/${user.sub}", "/accounts/1", false, true],
    ["/accounts/${user.sub}", "/accounts/", false, true],
    ["/accounts/${user.sub}", "/trades/${user.sub}", false, false],
  ])("in %s covers %s: %s; meets it: %s", (outer, inner, covered, met) => {
    expect([covers(outer, inner), overlaps(outer, inner), overlaps(inner, outer)]).toEqual([covered, met, met]);
  });
});

describe("a rule", () => {
  test.each<[string, string, string, string, boolean, boolean]>([
    ["GET", "/a/*", "GET", "/a/b", true, true],
    ["*", "/a/*", "GET", "/a/b", true, true],
    ["GET", "/a/*", "*", "/a/b", false, true],
    ["GET", "/a/*", "PUT", "/a/b", false, false],
    ["*", "*", "*", "/a", true, true],
    ["*", "/*", "GET", "*", true, true],
    ["*", "/a", "*", "*", false, true],
    ["*", "/a", "*", "/b", false, false],
  ])(
    "of %s %s covers that of %s %s: %s; meets it: %s",
    (method, resource, otherMethod, otherResource, covered, met) => {
      const [outer, inner] = [
        { method, resource },
        { method: otherMethod, resource: otherResource },
      ];
      expect([ruleCovers(outer, inner), ruleOverlaps(outer, inner)]).toEqual([covered, met]);
    },
  );
});

describe("patterns made to cost time", () => {
  const long = (parts: string[]) => parts.join("").padEnd(256, "a");
  const stars = Array.from({ length: 10 }, () => "*");

  test.each<[string, string, string]>([
    ["of ten stars", long(stars.map((star) => `${star}a`)), long(stars.map((star) => `a${star}a`))],
    ["of stars against question marks", `*${"a?".repeat(9)}a*`, `${"*a".repeat(9)}${"a".repeat(200)}*`],
    ["of mixed wildcards", `*${"aa?".repeat(4)}*${"a??".repeat(2)}`, long(stars.map((star) => `a${star}aa`))],
  ])("%s are compared, and in the time that a test has", (_what, outer, inner) => {
    for (const [a, b] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      expect(covers(a, a)).toBe(true);
      expect(overlaps(a, b)).toBe(overlaps(b, a));
      covers(a, b);
    }
  });

  test("beyond the limits nothing is called covered; within them it is", () => {
    const outer = (count: number) => `*${"${user.a}?b".repeat(count)}*`;
    const many = "${user.a}*b*".repeat(60);
    expect(covers(outer(60), many)).toBe(false);
    expect(covers(outer(3), outer(3))).toBe(true);
  });
});
