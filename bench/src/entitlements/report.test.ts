import { describe, expect, test } from "@jest/globals";
import { type Cost, quantile } from "./compare.ts";
import { report } from "./report.ts";
import { sizesIn } from "./sizes.ts";

const cost = (users: number, times: readonly number[]): Cost => ({
  users,
  times,
  roundTrips: 1,
  grants: 50,
  plan: ["Index Scan"],
});

describe("the report", () => {
  const costs = [cost(1_000, [1, 2, 3]), cost(1_000_000, [1, 2.5, 9])];

  test("has a row for each database, ratios and the plan", () => {
    const text = report({ costs, within: true });
    expect(text).toMatch(/1,000 +50 +1 +2\.000 +3\.000 +3\.000 +1\.00\n/);
    expect(text).toMatch(/1,000,000 +50 +1 +2\.500 +9\.000 +9\.000 +1\.25\n/);
    expect(text).toContain("  Index Scan\n");
    expect(text).toContain("\nwithin 1.5 times the smallest\n");
  });

  test("says when the limit is passed", () => {
    expect(report({ costs, within: false })).toContain("\nNOT within 1.5 times the smallest\n");
  });

  test.each([
    [0.5, 2],
    [0.99, 3],
    [0, 1],
  ])("the quantile %d is %d", (part, expected) => {
    expect(quantile({ times: [1, 2, 3] }, part)).toBe(expected);
  });
});

describe("sizes", () => {
  test.each([
    [[], [1_000, 1_000_000]],
    [
      ["10", "20", "30"],
      [10, 20, 30],
    ],
  ])("%j are %j", (words, sizes) => {
    expect(sizesIn(words)).toEqual(sizes);
  });

  test.each([[["10"]], [["10", "0"]], [["10", "2000001"]], [["10", "many"]], [["10", "1.5"]]])(
    "%j is refused",
    (words) => {
      expect(() => sizesIn(words)).toThrow(/expected two or more numbers of users/);
    },
  );
});
