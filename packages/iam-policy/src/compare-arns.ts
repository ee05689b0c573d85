import type { Truth } from "./truth.ts";
import { matchesWildcard } from "./wildcard.ts";

/**
 * `ArnEquals` and `ArnLike`, which are the same: each of the six parts of an ARN is matched by itself, so that a `*` in
 * one never covers a colon, but in the last. What has fewer parts is no ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export const compareArns = (actual: string, expected: string): Truth => {
  const [value, pattern] = [parts(actual), parts(expected)];
  if (!value || !pattern) return "unknown";
  return pattern.every((part, index) => matchesWildcard(part, value[index] ?? ""));
};

const parts = (arn: string) => {
  const all = arn.split(":");
  return all.length < 6 ? undefined : [...all.slice(0, 5), all.slice(5).join(":")];
};
