import { expect, test } from "@jest/globals";
import { base32, codeOfStep, stepAt, stepOfCode } from "./totp.ts";

const secret = Buffer.from("12345678901234567890", "ascii");

// RFC 6238, appendix B, of whose eight digits these are the last six.
test.each([
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
  [20000000000, "353130"],
])("at %i seconds the code is %s", (seconds, code) => {
  expect(codeOfStep(secret, stepAt(new Date(seconds * 1000)))).toBe(code);
});

test.each<[string, number, boolean]>([
  ["the present step", 0, true],
  ["the one before", -1, true],
  ["the one after", 1, true],
  ["two before", -2, false],
  ["two after", 2, false],
])("a code of %s counts or not", (_what, distance, counts) => {
  const now = new Date(1_234_567_890_000);
  const step = stepAt(now) + distance;
  const found = stepOfCode(codeOfStep(secret, step), { secret, now, after: 0 });
  expect(found).toBe(counts ? step : undefined);
});

test("a step that counted does not count again", () => {
  const now = new Date(1_234_567_890_000);
  const step = stepAt(now);
  expect(stepOfCode(codeOfStep(secret, step), { secret, now, after: step })).toBeUndefined();
});

test("base32 as RFC 4648, 10 has it, without padding", () => {
  expect(base32(Buffer.from("foobar"))).toBe("MZXW6YTBOI");
});
