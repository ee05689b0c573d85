import { expect, test } from "@jest/globals";
import { nameOfFault } from "./name-of-fault.ts";

const name = nameOfFault(["xsw-1", "xsw-3", "other-audience"]);

test.each([
  ["xsw3", "such as xsw-3"],
  ["XSW", "such as xsw-1, xsw-3"],
  ["other_audiences", "such as other-audience"],
])("%s is told its like", (wrong, expected) => {
  const { error } = name.safeParse(wrong);
  expect(error?.issues[0]?.message).toBe(`expected one of the 3 names that GET /control/faults lists, ${expected}`);
});

test("what is like none is told where they stand", () => {
  expect(name.safeParse("lateness").error?.issues[0]?.message).toMatch(/lists$/);
  expect(name.safeParse("xsw-3").success).toBe(true);
});
