import { expect, test } from "@jest/globals";
import { passwordPolicyOf } from "../config/password-policy.ts";
import { newTemporaryPassword } from "./new-temporary-password.ts";
import { policyFault } from "./policy-fault.ts";

const policy = passwordPolicyOf();

test.each([
  ["Correct-Horse-7", undefined],
  ["Ab-1", "Password not long enough"],
  ["correct-horse-7", "Password must have uppercase characters"],
  ["CORRECT-HORSE-7", "Password must have lowercase characters"],
  ["Correct-Horse", "Password must have numeric characters"],
  ["CorrectHorse7", "Password must have symbol characters"],
  [" CorrectHorse7 ", "Password must have symbol characters"],
  ["Correct Horse 7", undefined],
])("%j: %s", (password, fault) => {
  expect(policyFault(policy, password)).toBe(fault);
});

test("a temporary password conforms to the policy", () => {
  for (let made = 0; made < 200; made++) expect(policyFault(policy, newTemporaryPassword(policy))).toBeUndefined();
});
