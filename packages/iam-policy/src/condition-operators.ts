import { BlockList, isIP } from "node:net";
import type { Truth } from "./truth.ts";
import { matchesWildcard } from "./wildcard.ts";

/** Compares the value of a key in the request with one value of the policy. */
type Compare = (actual: string, expected: string) => Truth;

const lower = (text: string) => text.toLowerCase();

const numbers =
  (compare: (actual: number, expected: number) => boolean): Compare =>
  (actual, expected) => {
    const [left, right] = [Number(actual), Number(expected)];
    return Number.isFinite(left) && Number.isFinite(right) ? compare(left, right) : "unknown";
  };

/** ISO 8601, or seconds since the epoch. */
const instant = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const dates =
  (compare: (actual: number, expected: number) => boolean): Compare =>
  (actual, expected) =>
    numbers(compare)(String(instant(actual)), String(instant(expected)));

const inRange: Compare = (address, range) => {
  const [network = "", prefix] = range.split("/");
  const family = isIP(network);
  const widest = family === 6 ? 128 : 32;
  const bits = prefix === undefined ? widest : Number(prefix);
  if (!family || !isIP(address) || !/^\d{1,3}$/.test(prefix ?? "0") || bits > widest) return "unknown";
  const block = new BlockList();
  block.addSubnet(network, bits, family === 6 ? "ipv6" : "ipv4");
  return block.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
};

/**
 * The operators that say what a value is; each has a negation that `Not` in its name makes (`StringNotEquals`,
 * `NotIpAddress`). https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const positive: Readonly<Record<string, Compare>> = {
  StringEquals: (actual, expected) => actual === expected,
  StringEqualsIgnoreCase: (actual, expected) => lower(actual) === lower(expected),
  StringLike: (actual, expected) => matchesWildcard(expected, actual),
  NumericEquals: numbers((actual, expected) => actual === expected),
  NumericLessThan: numbers((actual, expected) => actual < expected),
  NumericLessThanEquals: numbers((actual, expected) => actual <= expected),
  NumericGreaterThan: numbers((actual, expected) => actual > expected),
  NumericGreaterThanEquals: numbers((actual, expected) => actual >= expected),
  DateEquals: dates((actual, expected) => actual === expected),
  DateLessThan: dates((actual, expected) => actual < expected),
  DateLessThanEquals: dates((actual, expected) => actual <= expected),
  DateGreaterThan: dates((actual, expected) => actual > expected),
  DateGreaterThanEquals: dates((actual, expected) => actual >= expected),
  Bool: (actual, expected) => lower(actual) === lower(expected),
  IpAddress: inRange,
};

const negated: Readonly<Record<string, string>> = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  NumericNotEquals: "NumericEquals",
  DateNotEquals: "DateEquals",
  NotIpAddress: "IpAddress",
};

/** The comparison behind an operator's name, and whether the name negates it; null for what is not supported. */
export const conditionOperator = (name: string): { readonly compare: Compare; readonly negated: boolean } | null => {
  const bare = Object.hasOwn(negated, name) ? negated[name] : undefined;
  const compare = Object.hasOwn(positive, bare ?? name) ? positive[bare ?? name] : undefined;
  return compare ? { compare, negated: bare !== undefined } : null;
};
