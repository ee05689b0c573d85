import { describe, expect, test } from "@jest/globals";
import { publishedIn, type RollOver, type Step, StepOutOfTurn, stepped, steps } from "./roll-over.ts";

describe.each<[RollOver["phase"], number[], Partial<Record<Step, RollOver>>]>([
  ["at rest", [3], { announce: { current: 3, phase: "announced" } }],
  ["announced", [3, 4], { use: { current: 4, phase: "used" } }],
  ["used", [3, 2], { retire: { current: 3, phase: "at rest" } }],
])("keys that are %s", (phase, published, next) => {
  const before: RollOver = { current: 3, phase };

  test(`publish ${published}`, () => {
    expect(publishedIn(before)).toEqual(published);
  });

  test.each(steps)("and %s", (step) => {
    const after = step === "roll" ? { current: 4, phase: "at rest" } : next[step];
    if (after) expect(stepped(before, step)).toEqual(after);
    else expect(() => stepped(before, step)).toThrow(StepOutOfTurn);
  });
});

test("a step out of turn says what was expected", () => {
  expect(() => stepped({ current: 0, phase: "at rest" }, "use")).toThrow(
    "use: expected keys that are announced; they are at rest",
  );
});
