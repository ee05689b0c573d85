import { naiveWildcard } from "./naive-wildcard.ts";

export type NaiveKeys = Readonly<Record<string, string | readonly string[] | null>>;

/** Undefined where the two cannot be compared. */
type Compare = (actual: string, expected: string) => boolean | undefined;

/** Whether a condition holds; `doubt` where nobody can tell. */
export const naiveCondition = (
  operator: string,
  [key, values]: readonly [string, readonly string[]],
  keys: NaiveKeys,
  doubt: boolean,
): boolean => {
  const entry = Object.entries(keys).find(([name]) => name.toUpperCase() === key.toUpperCase());
  if (!entry || values.some((value) => value.includes("${"))) return doubt;
  const given = entry[1] === null ? [] : [entry[1]].flat();
  if (operator === "Null") return isNull(given, values, doubt);
  const [, set = "", name = "", ifExists] = /^(ForAllValues:|ForAnyValue:|)(\w+?)(IfExists|)$/.exec(operator) ?? [];
  const negative = name.includes("Not");
  const compare = comparisons[name.replace("Not", "")];
  if (!compare) return doubt;
  const one = (actual: string) => {
    if (negative && values.length === 0) return doubt;
    const results = values.map((expected) => compare(actual, expected) ?? (negative ? !doubt : doubt));
    return results.includes(true) !== negative;
  };
  return quantified[set]?.(given, one, { negative, ifExists: Boolean(ifExists), doubt }) ?? doubt;
};

const isNull = (given: readonly string[], values: readonly string[], doubt: boolean) => {
  if (given.length > 0 && given.join("") === "") return doubt;
  return values.some((value) => value === (given.length === 0 ? "true" : "false"));
};

interface How {
  readonly negative: boolean;
  readonly ifExists: boolean;
  readonly doubt: boolean;
}
type Quantified = (given: readonly string[], one: (actual: string) => boolean, how: How) => boolean;

const quantified: Readonly<Record<string, Quantified>> = {
  "": ([first, ...more], one, { negative, ifExists, doubt }) => {
    if (first === undefined) return ifExists || negative;
    return more.length > 0 ? doubt : one(first);
  },
  "ForAllValues:": (given, one) => given.join("") === "" || given.every(one),
  "ForAnyValue:": (given, one, { ifExists, doubt }) => (given.join("") === "" ? ifExists && doubt : given.some(one)),
};

type Holds = (order: number) => boolean;

const orderBy =
  (read: (text: string) => number) =>
  (holds: Holds): Compare =>
  (actual, expected) => {
    const order = read(actual) - read(expected);
    return Number.isNaN(order) ? undefined : holds(order);
  };
const number = (text: string) => (text === "" ? Number.NaN : Number(text));
const numeric = orderBy(number);
const dated = orderBy((text) => (Number.isNaN(number(text)) ? Date.parse(text) : number(text) * 1000));

const orders: readonly (readonly [string, Holds])[] = [
  ["Equals", (order) => order === 0],
  ["LessThan", (order) => order < 0],
  ["LessThanEquals", (order) => order <= 0],
  ["GreaterThan", (order) => order > 0],
  ["GreaterThanEquals", (order) => order >= 0],
];

/** An IPv4 address as a text of 32 bits. */
const bitsOf = (address: string) => {
  const bytes = address.split(".").map(Number);
  if (bytes.length !== 4 || bytes.some(Number.isNaN)) return undefined;
  return bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
};

const inRange: Compare = (actual, expected) => {
  const [network = "", prefix = "32"] = expected.split("/");
  const [left, right] = [bitsOf(actual), bitsOf(network)];
  return left && right && Number(prefix) <= 32 ? left.startsWith(right.slice(0, Number(prefix))) : undefined;
};

const arn: Compare = (actual, expected) => {
  const split = /^([^:]*):([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/;
  const [left, right] = [split.exec(actual), split.exec(expected)];
  return left && right ? right.slice(1).every((part, index) => naiveWildcard(part, left[index + 1] ?? "")) : undefined;
};

const isFlag = (text: string) => /^(true|false)$/i.test(text);

const comparisons: Readonly<Record<string, Compare>> = {
  ...Object.fromEntries(orders.map(([name, holds]) => [`Numeric${name}`, numeric(holds)])),
  ...Object.fromEntries(orders.map(([name, holds]) => [`Date${name}`, dated(holds)])),
  StringEquals: (actual, expected) => Buffer.from(actual).equals(Buffer.from(expected)),
  StringEqualsIgnoreCase: (actual, expected) => actual.toUpperCase() === expected.toUpperCase(),
  StringLike: (actual, expected) => naiveWildcard(expected, actual),
  Bool: (actual, expected) =>
    isFlag(actual) && isFlag(expected) ? actual.toUpperCase() === expected.toUpperCase() : undefined,
  BinaryEquals: (actual, expected) =>
    expected === Buffer.from(expected, "base64").toString("base64") ? btoa(actual) === expected : undefined,
  IpAddress: inRange,
  ArnEquals: arn,
  ArnLike: arn,
};
