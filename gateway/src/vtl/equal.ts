import { textOf } from "./text.ts";
import { isList, isMap, type Value } from "./value.ts";

/** `==` in a template: numbers by size, equals of one kind by content, and different kinds by how they print. */
export const looselyEqual = (left: Value, right: Value): boolean => {
  if (left === null || right === null) return left === right;
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number compare by size.
  if (isNumber(left) && isNumber(right)) return left == right;
  return equal(left, right) || (kindOf(left) !== kindOf(right) && textOf(left) === textOf(right));
};

/** Java's `equals`: of the same kind and the same content. */
export const equal = (left: Value, right: Value): boolean => {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null)
    return Object.is(left, right);
  if (isList(left) && isList(right)) return sameItems(left.items, right.items);
  if (isMap(left) && isMap(right)) return sameEntries(left.entries, right.entries);
  return left === right;
};

const sameItems = (left: readonly Value[], right: readonly Value[]) =>
  left.length === right.length && left.every((item, at) => equal(item, right[at] ?? null));

const sameEntries = (left: ReadonlyMap<Value, Value>, right: ReadonlyMap<Value, Value>) =>
  left.size === right.size && [...left].every(([key, value]) => right.has(key) && equal(value, right.get(key) ?? null));

const isNumber = (value: Value) => typeof value === "number" || typeof value === "bigint";

const kindOf = (value: Value) => (value !== null && typeof value === "object" ? value.kind : typeof value);
