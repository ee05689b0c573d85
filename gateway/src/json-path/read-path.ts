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
  const found: Value[] = [];
  if (!follow(from, 0, { ...reading, steps, found, isSure: true })) return undefined;
  return isDefinite ? found.at(-1) : jsonList(found);
};

interface Way extends Reading {
  readonly steps: readonly Step[];
  /** What the path leads to, in the order in which it is found. */
  readonly found: Value[];
  /** Whether every step so far led to one value: only then it is a fault that there is none. */
  readonly isSure: boolean;
}

/** Goes on with the step at an index. False where the definite beginning of the path leads nowhere. */
const follow = (value: Value, index: number, way: Way): boolean => {
  way.visit();
  const step = way.steps[index];
  if (step?.kind === "deep") return followDeep(value, index + 1, way);
  if (!step) return way.found.push(value) > 0;
  const next = taken(value, step, { way, isLast: index === way.steps.length - 1 });
  if (next === nowhere) return !way.isSure;
  const further = { ...way, isSure: way.isSure && isSingle(step) };
  return next.every((each) => follow(each, index + 1, further));
};

const isSingle = (step: Step) =>
  step.kind === "length" ||
  (step.kind === "names" && step.names.length === 1) ||
  (step.kind === "indexes" && step.indexes.length === 1);

/** The steps behind `..`, at the value itself and at everything in it. A condition is for objects, each counted once. */
const followDeep = (value: Value, index: number, way: Way): boolean => {
  const unsure = { ...way, isSure: false };
  if (way.steps[index]?.kind !== "filter" || !isList(value)) follow(value, index, unsure);
  for (const child of childrenOf(value)) {
    way.visit();
    followDeep(child, index, unsure);
  }
  return true;
};

const childrenOf = (value: Value): readonly Value[] => {
  if (isList(value)) return value.items;
  return isMap(value) ? [...value.entries.values()] : [];
};

/** The step leads nowhere. */
const nowhere = Symbol("nowhere");
type Found = readonly Value[] | typeof nowhere;

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
