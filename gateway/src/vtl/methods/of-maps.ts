import { equal } from "../equal.ts";
import { put } from "../put.ts";
import { textOf } from "../text.ts";
import { type Dictionary, isMap, list, type Method, type Thing, thing, type Value } from "../value.ts";

/** The methods of Java's `Map` that templates use. */
export const mapMethods: Readonly<Record<string, (of: Dictionary) => Method>> = {
  clear:
    ({ entries }) =>
    () => {
      entries.clear();
      return "";
    },
  containsKey:
    ({ entries }) =>
    (key) =>
      entries.has(key ?? null),
  containsValue:
    ({ entries }) =>
    (value) =>
      [...entries.values()].some((each) => equal(each, value ?? null)),
  entrySet:
    ({ entries }) =>
    () =>
      list([...entries].map(entry)),
  equals: (of) => (other) => equal(of, other ?? null),
  get:
    ({ entries, missing = null }) =>
    (key) =>
      entries.get(key ?? null) ?? missing,
  getOrDefault:
    ({ entries }) =>
    (key, value) =>
      entries.get(key ?? null) ?? value ?? null,
  isEmpty:
    ({ entries }) =>
    () =>
      entries.size === 0,
  keySet:
    ({ entries }) =>
    () =>
      list([...entries.keys()]),
  put: (of) => (key, value) => {
    const before = of.entries.get(key ?? null) ?? null;
    put(of, key ?? null, value ?? null);
    return before;
  },
  putAll: (of) => (others) => {
    if (!isMap(others)) return null;
    for (const [key, value] of others.entries) put(of, key, value);
    return "";
  },
  putIfAbsent: (of) => (key, value) => {
    const before = of.entries.get(key ?? null) ?? null;
    if (before === null) put(of, key ?? null, value ?? null);
    return before;
  },
  remove:
    ({ entries }) =>
    (key) => {
      const before = entries.get(key ?? null) ?? null;
      entries.delete(key ?? null);
      return before;
    },
  size:
    ({ entries }) =>
    () =>
      BigInt(entries.size),
  toString: (of: Dictionary) => () => textOf(of),
  values:
    ({ entries }) =>
    () =>
      list([...entries.values()]),
};

const entry = ([key, value]: readonly [Value, Value]): Thing =>
  thing(
    { getKey: () => key, getValue: () => value },
    { key: () => key, value: () => value },
    `${textOf(key) ?? "null"}=${textOf(value) ?? "null"}`,
  );
