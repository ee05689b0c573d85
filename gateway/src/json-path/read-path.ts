import { VtlFailure } from "../vtl/failure.ts";
import { dictionary, isList, isMap, jsonList, type Value } from "../vtl/value.ts";
import { holds, literalValue, type ValueAt } from "./condition.ts";
import type { Path, Step } from "./syntax.ts";

/** Values that one path may pass on its way; `$..*..*` of a large document passes more than it holds. */
const mostVisits = 1_000_000;

/**
 * What a path leads to: one value, or a list of all that an indefinite path finds; undefined where the path, or the
 * definite beginning of it, leads nowhere.
 * @throws {VtlFailure} where it takes too long.
 */
export const readPath = (path: Path, root: Value): Value | undefined => {
  let visits = 0;
  const visit = () => {
    visits += 1;
    if (visits > mostVisits) throw new VtlFailure("a JSONPath expression passes too many values");
  };
  return readWithin(path, root, { root, visit });
};

/** What is the same all along one reading. */
interface Reading {
  readonly root: Value;
  readonly visit: () => void;
}

/** @param from `$` or, in a condition, `@`. */
const readWithin = ({ steps, isDefinite }: Path, from: Value, reading: Reading): Value | undefined => {
  const found = follow(from, steps, { ...reading, isSure: true });
  if (found === nowhere) return undefined;
  return isDefinite ? found.at(-1) : jsonList(found);
};

/** The definite beginning of a path leads nowhere. */
const nowhere = Symbol("nowhere");
type Found = readonly Value[] | typeof nowhere;

interface Way extends Reading {
  /** Whether every step so far led to one value: only then it is a fault that there is none. */
  readonly isSure: boolean;
}

const follow = (value: Value, steps: readonly Step[], way: Way): Found => {
  way.visit();
  const [step, ...rest] = steps;
  if (!step) return [value];
  if (step.kind === "deep") return deep(value, rest, way);
  const next = taken(value, step, { way, isLast: rest.length === 0 });
  if (next === nowhere) return way.isSure ? nowhere : [];
  return followAll(next, rest, { ...way, isSure: way.isSure && isSingle(step) });
};

const followAll = (values: readonly Value[], steps: readonly Step[], way: Way): Found => {
  const all: Value[] = [];
  for (const value of values) {
    const found = follow(value, steps, way);
    if (found === nowhere) return nowhere;
    all.push(...found);
  }
  return all;
};

const isSingle = (step: Step) =>
  step.kind === "length" ||
  (step.kind === "names" && step.names.length === 1) ||
  (step.kind === "indexes" && step.indexes.length === 1);

/** The steps behind `..`, at the value itself and at everything in it. A condition is for objects, each counted once. */
const deep = (value: Value, steps: readonly Step[], way: Way): Found => {
  const unsure = { ...way, isSure: false };
  const here = steps[0]?.kind === "filter" && isList(value) ? [] : follow(value, steps, unsure);
  const inner = childrenOf(value).flatMap((child) => {
    way.visit();
    return deep(child, steps, unsure) as readonly Value[];
  });
  return [...(here as readonly Value[]), ...inner];
};

const childrenOf = (value: Value): readonly Value[] => {
  if (isList(value)) return value.items;
  return isMap(value) ? [...value.entries.values()] : [];
};

interface Taking {
  readonly way: Way;
  readonly isLast: boolean;
}

const taken = (value: Value, step: Exclude<Step, { kind: "deep" }>, { way, isLast }: Taking): Found => {
  switch (step.kind) {
    case "names":
      return members(value, step.names, isLast);
    case "every":
      return childrenOf(value);
    case "indexes":
      return itemsOf(value, (items) => step.indexes.flatMap((index) => at(items, index)));
    case "slice":
      return itemsOf(value, (items) => items.slice(step.from ?? 0, step.to ?? items.length));
    case "filter": {
      const isWanted = (item: Value) => holds(step.condition, valuesAt(item, way));
      return isMap(value) ? [value].filter(isWanted) : itemsOf(value, (items) => items.filter(isWanted));
    }
    case "length":
      return [isList(value) || isMap(value) ? BigInt(childrenOf(value).length) : null];
  }
};

const itemsOf = (value: Value, choose: (items: readonly Value[]) => readonly Value[]): Found =>
  isList(value) ? choose(value.items) : nowhere;

const valuesAt =
  (item: Value, reading: Reading): ValueAt =>
  (operand) => {
    if (operand.kind === "value") return literalValue(operand.value);
    return readWithin(operand.path, operand.from === "@" ? item : reading.root, reading);
  };

const at = (items: readonly Value[], index: number): readonly Value[] => {
  const item = items.at(index);
  return item === undefined ? [] : [item];
};

const members = (value: Value, names: readonly string[], isLast: boolean): Found => {
  if (!isMap(value)) return nowhere;
  const present = names.filter((name) => value.entries.has(name));
  const member = (name: string) => value.entries.get(name) ?? null;
  if (names.length > 1 && isLast) return [dictionary(present.map((name) => [name, member(name)]))];
  if (names.length === 1 && present.length === 0 && !isLast) return nowhere;
  return present.map(member);
};
