import { describe, expect, test } from "@jest/globals";
import { holds, type Result, written } from "./result.ts";

const result = (outcome: Result["outcome"]): Result => ({
  row: { text: "alice GET /a allow", place: "access.test.yaml:3", expected: "allow" },
  outcome,
  received: "deny",
  because: "nothing held allows it",
});

describe("a matrix", () => {
  test.each<[Result["outcome"][], boolean]>([
    [["as expected", "as expected"], true],
    [["as expected", "left out"], true],
    [["as expected", "different"], false],
    [["left out", "left out"], false],
    [[], false],
  ])("of rows that are %j holds: %s", (outcomes, expected) => {
    expect(holds(outcomes.map(result))).toBe(expected);
  });

  test("is written with every row that is not as expected, and with what was left out", () => {
    expect(written([result("as expected"), result("different"), result("left out")])).toBe(
      `access.test.yaml:3  alice GET /a allow
  - expected  allow
  + received  deny
    because   nothing held allows it

access.test.yaml:3  alice GET /a allow
    left out  nothing held allows it

3 rows, 1 not as expected, 1 left out
`,
    );
  });
});
