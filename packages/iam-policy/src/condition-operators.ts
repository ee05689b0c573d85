import { compareArns } from "./compare-arns.ts";
import { compareDates, compareNumbers } from "./compare-numbers.ts";
import { isInRange } from "./ip-range.ts";
import type { Truth } from "./truth.ts";
import { matchesWildcard } from "./wildcard.ts";

/** Compares a value of a key in the request with one value of the policy. */
export type Compare = (actual: string, expected: string) => Truth;

/** An operator that says what a value is, and the one that says what it is not, where IAM has one. */
export interface Operator {
  readonly name: string;
  readonly not?: string;
  readonly compare: Compare;
}

const lower = (text: string) => text.toLowerCase();

/** What is neither true nor false is no value that `Bool` knows. */
const compareBooleans: Compare = (actual, expected) => {
  const words = [lower(actual), lower(expected)];
  return words.every((word) => word === "true" || word === "false") ? words[0] === words[1] : "unknown";
};

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The policy's value is base64; the request's stands for its own bytes, in UTF-8. */
const compareBytes: Compare = (actual, expected) =>
  base64.test(expected) ? Buffer.from(expected, "base64").equals(Buffer.from(actual)) : "unknown";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const operators: readonly Operator[] = [
  { name: "StringEquals", not: "StringNotEquals", compare: (actual, expected) => actual === expected },
  {
    name: "StringEqualsIgnoreCase",
    not: "StringNotEqualsIgnoreCase",
    compare: (actual, expected) => lower(actual) === lower(expected),
  },
  { name: "StringLike", not: "StringNotLike", compare: (actual, expected) => matchesWildcard(expected, actual) },
  {
    name: "NumericEquals",
    not: "NumericNotEquals",
    compare: compareNumbers((actual, expected) => actual === expected),
  },
  { name: "NumericLessThan", compare: compareNumbers((actual, expected) => actual < expected) },
  { name: "NumericLessThanEquals", compare: compareNumbers((actual, expected) => actual <= expected) },
  { name: "NumericGreaterThan", compare: compareNumbers((actual, expected) => actual > expected) },
  { name: "NumericGreaterThanEquals", compare: compareNumbers((actual, expected) => actual >= expected) },
  { name: "DateEquals", not: "DateNotEquals", compare: compareDates((actual, expected) => actual === expected) },
  { name: "DateLessThan", compare: compareDates((actual, expected) => actual < expected) },
  { name: "DateLessThanEquals", compare: compareDates((actual, expected) => actual <= expected) },
  { name: "DateGreaterThan", compare: compareDates((actual, expected) => actual > expected) },
  { name: "DateGreaterThanEquals", compare: compareDates((actual, expected) => actual >= expected) },
  { name: "Bool", compare: compareBooleans },
  { name: "BinaryEquals", compare: compareBytes },
  { name: "IpAddress", not: "NotIpAddress", compare: isInRange },
  { name: "ArnEquals", not: "ArnNotEquals", compare: compareArns },
  { name: "ArnLike", not: "ArnNotLike", compare: compareArns },
];

/** The comparison behind an operator's name, and whether the name negates it; null for what is not supported. */
export const conditionOperator = (name: string): { readonly compare: Compare; readonly negated: boolean } | null => {
  const operator = operators.find((each) => each.name === name || each.not === name);
  return operator ? { compare: operator.compare, negated: operator.not === name } : null;
};
