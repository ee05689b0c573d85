import { decimalText } from "../decimal.ts";
import { VtlFailure } from "../failure.ts";
import type { Method, Value } from "../value.ts";

type Numeric = bigint | number;

/** The methods of Java's `Integer` and `Double` that templates use: `$n.parseInt("12")` is how they turn texts to numbers. */
export const numberMethods: Readonly<Record<string, (of: Numeric) => Method>> = {
  compareTo: (of) => (other) => (isNumeric(other) ? BigInt(of < other ? -1 : of > other ? 1 : 0) : null),
  doubleValue: (of) => () => Number(of),
  equals: (of) => (other) => of === other,
  intValue: (of) => () => whole(of),
  longValue: (of) => () => whole(of),
  max: () => (one, other) => (isNumeric(one) && isNumeric(other) && one < other ? other : (one ?? null)),
  min: () => (one, other) => (isNumeric(one) && isNumeric(other) && one > other ? other : (one ?? null)),
  parseDouble: () => (text) => decimalIn(text),
  parseInt: () => (text) => integerIn(text),
  parseLong: () => (text) => integerIn(text),
  toString: (of: Numeric) => () => (typeof of === "number" ? decimalText(of) : String(of)),
  valueOf: (of: Numeric) => (text: Value) => (typeof of === "number" ? decimalIn(text) : integerIn(text)),
};

/** Of `true` and `false`. */
export const truthMethods: Readonly<Record<string, (of: boolean) => Method>> = {
  booleanValue: (of) => () => of,
  equals: (of) => (other) => of === other,
  toString: (of: boolean) => () => String(of),
};

const isNumeric = (value: Value | undefined): value is Numeric =>
  typeof value === "bigint" || typeof value === "number";

const whole = (number: Numeric): Value => {
  if (typeof number === "bigint") return number;
  return Number.isFinite(number) ? BigInt(Math.trunc(number)) : 0n;
};

const decimalIn = (text: Value | undefined) =>
  parsed(text, /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/, Number);

const integerIn = (text: Value | undefined) =>
  parsed(text, /^[+-]?\d{1,19}$/, (digits) => BigInt(digits.replace("+", "")));

const parsed = (text: Value | undefined, shape: RegExp, read: (text: string) => Value): Value => {
  if (typeof text !== "string") return null;
  if (!shape.test(text)) throw new VtlFailure(`${JSON.stringify(text.slice(0, 40))} is no number`);
  return read(text);
};
