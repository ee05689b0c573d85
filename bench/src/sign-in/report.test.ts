import { expect, test } from "@jest/globals";
import { quantile } from "./compare.ts";
import { report } from "./report.ts";

const times = Array.from({ length: 100 }, (_, index) => index + 1);

test("a quantile is the time within which that part was over", () => {
  expect([0, 0.5, 0.95, 1].map((part) => quantile(times, part))).toEqual([1, 51, 96, 100]);
  expect(quantile([], 0.5)).toBeNaN();
});

test.each([
  [true, "2.0 times the bare exchanges: within 40 times"],
  [false, "2.0 times the bare exchanges: NOT within 40 times"],
])("the report names both times and their ratio (within: %s)", (within, line) => {
  const lines = report({ signIns: times.map((time) => time * 2), peer: times, within }).split("\n");
  expect(lines).toContain(line);
  expect(lines.find((text) => text.startsWith("by SAML"))).toMatch(/ 102\.0 +192\.0$/);
  expect(lines.find((text) => text.startsWith("the same 4"))).toMatch(/ 51\.0 +96\.0$/);
});
