import { type Compare, conditionOperator } from "./condition-operators.ts";
import type { Condition } from "./policy.ts";
import { every, not, some, type Truth } from "./truth.ts";
import { hasVariable } from "./variable.ts";

/**
 * The condition keys of a request by name (`aws:SourceIp`), names in any case: one value, or several where AWS calls the
 * key multivalued. Null: the request has no value for it. A key that is not here at all is one that nobody can tell the
 * value of.
 */
export type ConditionKeys = Readonly<Record<string, string | readonly string[] | null>>;

/** An operator as a policy writes it: `ForAnyValue:StringNotLikeIfExists`. */
interface Test {
  readonly set: string | undefined;
  readonly ifExists: boolean;
  readonly compare: Compare;
  readonly negated: boolean;
}

/** Whether a condition holds. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
export const holds = ({ operator, key, values }: Condition, keys: ConditionKeys): Truth => {
  const actual = actualValues(key, keys);
  if (actual === undefined || values.some(hasVariable)) return "unknown";
  if (operator === "Null") return isNull(actual, values);
  const test = testOf(operator);
  if (!test) return "unknown";
  return isEmpty(actual, test) ? holdsWithoutKey(test) : holdsFor(actual, values, test);
};

/** None for an absent key; undefined where nobody knows. */
const actualValues = (key: string, keys: ConditionKeys): readonly string[] | undefined => {
  const name = Object.keys(keys).find((each) => each.toLowerCase() === key.toLowerCase());
  const value = name === undefined ? undefined : keys[name];
  return value === null ? [] : typeof value === "string" ? [value] : value;
};

/** `Null: {key: true}` holds where the key is absent. Whether an empty text counts as absent, AWS does not say. */
const isNull = (actual: readonly string[], values: readonly string[]): Truth => {
  if (actual.length > 0 && actual.every((value) => value === "")) return "unknown";
  const absent = String(actual.length === 0);
  return some(values.map((value) => (/^(true|false)$/i.test(value) ? value.toLowerCase() === absent : "unknown")));
};

const testOf = (operator: string): Test | undefined => {
  const [, set, name = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  const found = conditionOperator(name);
  return found ? { ...found, set, ifExists: Boolean(ifExists) } : undefined;
};

/** To a set operator, an empty text is no value either. */
const isEmpty = (actual: readonly string[], { set }: Test) =>
  set ? actual.every((value) => value === "") : actual.length === 0;

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
const holdsWithoutKey = ({ set, ifExists, negated }: Test): Truth => {
  if (set === "ForAllValues") return true;
  // Unconfirmed: by the documentation `IfExists` makes it true; others have seen AWS pass over the suffix here.
  if (set === "ForAnyValue") return ifExists ? "unknown" : false;
  return ifExists || negated;
};

/** Of the policy's values one must fit, or with a negated operator none. Without a set operator a key has one value. */
const holdsFor = (actual: readonly string[], values: readonly string[], { set, compare, negated }: Test): Truth => {
  if (negated && values.length === 0) return "unknown";
  const results = actual.map((value) => {
    const fits = some(values.map((expected) => compare(value, expected)));
    return negated ? not(fits) : fits;
  });
  if (set) return set === "ForAllValues" ? every(results) : some(results);
  return results.length === 1 ? every(results) : "unknown";
};
