import { evaluate, type Scope, taken } from "./evaluate.ts";
import { VtlFailure } from "./failure.ts";
import { put } from "./put.ts";
import type { Reference, Step } from "./syntax.ts";
import type { Value } from "./value.ts";

/** `#set`: nothing changes where the value is nothing, or where the reference leads nowhere, as in Velocity. */
export const assign = ({ name, steps }: Reference, value: Value, scope: Scope): void => {
  if (value === null) return;
  const last = steps.at(-1);
  if (!last) return void scope.variables.set(name, value);
  const owner = steps
    .slice(0, -1)
    .reduce<Value>((each, step) => taken(each, step, scope), scope.variables.get(name) ?? null);
  if (owner !== null) assignTo(owner, keyOf(last, scope), value);
};

const keyOf = (step: Step, scope: Scope): Value => {
  if (step.kind === "method") throw new VtlFailure(`${step.name}( … ) cannot be set`);
  return step.kind === "property" ? step.name : evaluate(step.index, scope);
};

const assignTo = (owner: Value, key: Value, value: Value): void => {
  if (typeof owner !== "object" || owner === null) return;
  if (owner.kind === "map") put(owner, key, value);
  if (owner.kind !== "list" || typeof key !== "bigint") return;
  const at = key < 0n ? key + BigInt(owner.items.length) : key;
  if (at < 0n || at >= BigInt(owner.items.length))
    throw new VtlFailure(`index ${key} of a list of ${owner.items.length}`);
  owner.items[Number(at)] = value;
};
