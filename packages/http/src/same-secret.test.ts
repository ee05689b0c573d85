import { expect, test } from "@jest/globals";
import { isSameSecret } from "./same-secret.ts";

test.each([
  ["a secret", "a secret", true],
  ["a secret", "a secreT", false],
  ["a secret", "a secret ", false],
  ["a secret", "", false],
  ["", "", true],
])("%j and %j: %s", (one, other, expected) => {
  expect(isSameSecret(one, other)).toBe(expected);
});
