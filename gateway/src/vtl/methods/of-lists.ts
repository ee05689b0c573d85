import { equal } from "../equal.ts";
import { VtlFailure } from "../failure.ts";
import { textOf } from "../text.ts";
import { isList, type List, list, type Method, type Value } from "../value.ts";

/** More than any payload holds; a list that is added to itself doubles each time. */
const mostItems = 1_000_000;

/** The methods of Java's `List` that templates use. */
export const listMethods: Readonly<Record<string, (of: List) => Method>> = {
  add: (of) => (first, second) => {
    if (second === undefined) return of.items.push(first ?? null) > 0;
    of.items.splice(placeIn(of, first, 1) ?? 0, 0, second);
    return "";
  },
  addAll: (of) => (others) => {
    if (!isList(others)) return null;
    if (of.items.length + others.items.length > mostItems) throw new VtlFailure(`a list of over ${mostItems} items`);
    for (const item of [...others.items]) of.items.push(item);
    return others.items.length > 0;
  },
  clear: (of) => () => {
    of.items.length = 0;
    return "";
  },
  contains: (of) => (wanted) => indexIn(of, wanted) >= 0,
  containsAll: (of) => (others) => isList(others) && others.items.every((item) => indexIn(of, item) >= 0),
  equals: (of) => (other) => equal(of, other ?? null),
  get: (of) => (at) => {
    const place = placeIn(of, at, 0);
    return place === null ? null : (of.items[place] ?? null);
  },
  indexOf: (of) => (wanted) => BigInt(indexIn(of, wanted)),
  isEmpty: (of) => () => of.items.length === 0,
  lastIndexOf: (of) => (wanted) => BigInt(of.items.findLastIndex((item) => equal(item, wanted ?? null))),
  remove: (of) => (which) => {
    if (typeof which === "bigint") return of.items.splice(placeIn(of, which, 0) ?? 0, 1)[0] ?? null;
    const at = indexIn(of, which);
    if (at >= 0) of.items.splice(at, 1);
    return at >= 0;
  },
  set: (of) => (at, value) => {
    const place = placeIn(of, at, 0);
    return place === null ? null : (of.items.splice(place, 1, value ?? null)[0] ?? null);
  },
  size: (of) => () => BigInt(of.items.length),
  subList: (of) => (from, to) => {
    const [start, end] = [placeIn(of, from, 1), placeIn(of, to, 1)];
    return start === null || end === null ? null : list(of.items.slice(start, end));
  },
  toString: (of: List) => () => textOf(of),
};

const indexIn = ({ items }: List, wanted: Value | undefined) => items.findIndex((item) => equal(item, wanted ?? null));

/** @param behind how many places behind the last item count as well. */
const placeIn = ({ items }: List, at: Value | undefined, behind: number): number | null => {
  if (typeof at !== "bigint") return null;
  if (at < 0n || at >= BigInt(items.length + behind)) throw new VtlFailure(`index ${at} of a list of ${items.length}`);
  return Number(at);
};
