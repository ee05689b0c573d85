import { conditionOperator } from "./condition-operators.ts";
import type { Condition } from "./policy.ts";
import { every, not, some, type Truth } from "./truth.ts";

/**
 * The condition keys of a request by name (`aws:SourceIp`), names in any case. Null: the request has no value for it.
 * A key that is not here at all is one that nobody can tell the value of.
 */
export type ConditionKeys = Readonly<Record<string, string | null>>;

/** Whether a condition holds. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
export const holds = ({ operator, key, values }: Condition, keys: ConditionKeys): Truth => {
  const actual = actualValue(key, keys);
  const [, set, bare = "", ifExists] = /^(ForAllValues:|ForAnyValue:)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  if (actual === undefined || values.some((value) => value.includes("${"))) return "unknown";
  if (bare === "Null" && !set && !ifExists) return isNull(actual, values);
  const found = conditionOperator(bare);
  if (!found) return "unknown";
  if (actual === null) return Boolean(ifExists) || (set ? set === "ForAllValues:" : found.negated);
  const fits = some(values.map((value) => found.compare(actual, value)));
  return found.negated ? not(fits) : fits;
};

const actualValue = (key: string, keys: ConditionKeys) => {
  const name = Object.keys(keys).find((each) => each.toLowerCase() === key.toLowerCase());
  return name === undefined ? undefined : keys[name];
};

/** `Null: {key: true}` holds where the key is absent. */
const isNull = (actual: string | null, values: readonly string[]): Truth =>
  some(
    values.map((value) =>
      /^(true|false)$/i.test(value) ? (value.toLowerCase() === "true") === (actual === null) : "unknown",
    ),
  );

export const allHold = (conditions: readonly Condition[], keys: ConditionKeys): Truth =>
  every(conditions.map((condition) => holds(condition, keys)));
