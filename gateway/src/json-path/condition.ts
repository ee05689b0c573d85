import { equal } from "../vtl/equal.ts";
import { isList, isMap, jsonList, type Value } from "../vtl/value.ts";
import type { Comparison, Condition, Literal, Operand } from "./syntax.ts";

/** What an operand stands for at one item; undefined where its path leads nowhere. */
export type ValueAt = (operand: Operand) => Value | undefined;

/** Whether a condition holds. What leads nowhere equals nothing and has no size. */
export const holds = (condition: Condition, at: ValueAt): boolean => {
  switch (condition.kind) {
    case "or":
      return holds(condition.left, at) || holds(condition.right, at);
    case "and":
      return holds(condition.left, at) && holds(condition.right, at);
    case "not":
      return !holds(condition.operand, at);
    case "exists":
      return at(condition.operand) !== undefined;
    case "matches": {
      const value = at(condition.operand);
      return typeof value === "string" && condition.pattern.test(value);
    }
    case "comparison":
      return comparisons[condition.operator](at(condition.left), at(condition.right));
  }
};

type Compare = (left: Value | undefined, right: Value | undefined) => boolean;

const comparisons: Readonly<Record<Comparison, Compare>> = {
  "==": (left, right) => same(left, right),
  "!=": (left, right) => !same(left, right),
  "<": ordered((left, right) => left < right),
  "<=": ordered((left, right) => left <= right),
  ">": ordered((left, right) => left > right),
  ">=": ordered((left, right) => left >= right),
  in: (left, right) => isList(right) && right.items.some((item) => same(left, item)),
  nin: (left, right) => isList(right) && !right.items.some((item) => same(left, item)),
  size: (left, right) => sizeOf(left) !== null && sizeOf(left) === right,
  empty: (left, right) => sizeOf(left) !== null && (sizeOf(left) === 0n) === right,
  contains: (left, right) =>
    isList(left)
      ? left.items.some((item) => same(item, right))
      : typeof left === "string" && typeof right === "string" && left.includes(right),
};

const same: Compare = (left, right) => {
  if (left === undefined || right === undefined) return false;
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number compare by size.
  return isNumber(left) && isNumber(right) ? left == right : equal(left, right);
};

type Comparable = number | bigint | string;

/** Numbers with numbers and texts with texts: nothing else has an order. */
function ordered(isInOrder: (left: Comparable, right: Comparable) => boolean): Compare {
  return (left, right) => {
    if (isNumber(left) && isNumber(right)) return isInOrder(left, right);
    return typeof left === "string" && typeof right === "string" && isInOrder(left, right);
  };
}

const isNumber = (value: Value | undefined): value is bigint | number =>
  typeof value === "bigint" || typeof value === "number";

const sizeOf = (value: Value | undefined): bigint | null => {
  if (isList(value)) return BigInt(value.items.length);
  if (isMap(value)) return BigInt(value.entries.size);
  return typeof value === "string" ? BigInt(value.length) : null;
};

/** A value that stands in the expression itself. */
export const literalValue = (literal: Literal): Value =>
  typeof literal === "object" && literal !== null ? jsonList(literal.map(literalValue)) : literal;
