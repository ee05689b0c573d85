import { arithmetic } from "./arithmetic.ts";
import { looselyEqual } from "./equal.ts";
import { type Budget, VtlFailure } from "./failure.ts";
import { methodOf } from "./methods/method-of.ts";
import type { Expression, Operator, Reference, Step, Template } from "./syntax.ts";
import { textOf } from "./text.ts";
import { dictionary, type List, list, type Value } from "./value.ts";

/** What a template is rendered in. */
export interface Scope {
  readonly variables: Map<string, Value>;
  readonly budget: Budget;
  /** Renders a template within the template: a text in double quotes, or a block. */
  readonly render: (template: Template) => string;
}

export const evaluate = (expression: Expression, scope: Scope): Value => {
  scope.budget.step();
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "reference":
      return resolved(expression.reference, scope);
    case "interpolated":
      return scope.render(expression.template);
    case "list":
      return list(expression.items.map((item) => evaluate(item, scope)));
    case "range":
      return range(evaluate(expression.from, scope), evaluate(expression.to, scope));
    case "map":
      return dictionary(expression.entries.map(([key, value]) => [evaluate(key, scope), evaluate(value, scope)]));
    case "not":
      return !isTrue(expression.operand, scope);
    case "binary":
      return binary(expression, scope);
  }
};

/**
 * A condition: `true`, or a reference to anything but nothing and `false`. A text, a number or a list that stands in the
 * condition itself is false, as in Velocity.
 */
export const isTrue = (expression: Expression, scope: Scope): boolean => {
  if (expression.kind === "reference") {
    const value = resolved(expression.reference, scope);
    return value !== null && value !== false;
  }
  const value = evaluate(expression, scope);
  return value === true;
};

type Binary = Extract<Expression, { kind: "binary" }>;

const binary = ({ operator, left, right }: Binary, scope: Scope): Value => {
  if (operator === "||") return isTrue(left, scope) || isTrue(right, scope);
  if (operator === "&&") return isTrue(left, scope) && isTrue(right, scope);
  const [one, other] = [evaluate(left, scope), evaluate(right, scope)];
  if (operator === "==") return looselyEqual(one, other);
  if (operator === "!=") return !looselyEqual(one, other);
  if (operator === "+" && (typeof one === "string" || typeof other === "string"))
    return made(shown(left, one) + shown(right, other), scope);
  return isOrder(operator) ? ordered(operator, one, other) : arithmetic(operator, one, other);
};

/** In a sum of texts a reference to nothing is what is written. */
const shown = (expression: Expression, value: Value): string =>
  textOf(value) ?? (expression.kind === "reference" ? expression.reference.source : "null");

const made = (text: string, { budget }: Scope): string => {
  budget.text(text.length);
  return text;
};

type Order = "<" | ">" | "<=" | ">=";

const isOrder = (operator: Operator): operator is Order => /^[<>]=?$/.test(operator);

/** Only numbers have an order. */
const ordered = (operator: Order, left: Value, right: Value): boolean => {
  if (typeof left !== "bigint" && typeof left !== "number") return false;
  if (typeof right !== "bigint" && typeof right !== "number") return false;
  switch (operator) {
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
  }
};

/** As many as API Gateway lets `#foreach` go round, and more than enough for any other list. */
const longestRange = 1_000n;

const range = (from: Value, to: Value): List | null => {
  if (typeof from !== "bigint" || typeof to !== "bigint") return null;
  const [length, step] = to >= from ? [to - from + 1n, 1n] : [from - to + 1n, -1n];
  if (length > longestRange) throw new VtlFailure(`a range of ${length} numbers: ${longestRange} are allowed`);
  return list(Array.from({ length: Number(length) }, (_, index) => from + BigInt(index) * step));
};

/** What a reference stands for; null for nothing. */
export const resolved = ({ name, steps }: Reference, scope: Scope): Value =>
  steps.reduce<Value>((value, step) => taken(value, step, scope), scope.variables.get(name) ?? null);

/** One property, method or index further. */
export const taken = (value: Value, step: Step, scope: Scope): Value => {
  scope.budget.step();
  if (value === null) return null;
  switch (step.kind) {
    case "property":
      return property(value, step.name);
    case "index":
      return indexed(value, evaluate(step.index, scope));
    case "method": {
      const receiver = typeof value === "object" && value.kind === "block" ? scope.render(value.template) : value;
      const result = methodOf(receiver, step.name)?.(...step.args.map((arg) => evaluate(arg, scope))) ?? null;
      return typeof result === "string" ? made(result, scope) : result;
    }
  }
};

const property = (value: Value, name: string): Value => {
  if (typeof value === "string") return name === "empty" ? value === "" : null;
  if (typeof value !== "object" || value === null) return null;
  if (value.kind === "map") return value.entries.get(name) ?? value.missing ?? null;
  if (value.kind === "list") return name === "empty" ? value.items.length === 0 : null;
  return value.kind === "thing" ? value.property(name) : null;
};

/** A negative index counts from the end. */
const indexed = (value: Value, index: Value): Value => {
  if (typeof value !== "object" || value === null) return null;
  if (value.kind === "map") return value.entries.get(index) ?? value.missing ?? null;
  if (value.kind === "thing") return typeof index === "string" ? value.property(index) : null;
  if (value.kind !== "list" || typeof index !== "bigint") return null;
  const at = index < 0n ? index + BigInt(value.items.length) : index;
  if (at < 0n || at >= BigInt(value.items.length))
    throw new VtlFailure(`index ${index} of a list of ${value.items.length}`);
  return value.items[Number(at)] ?? null;
};
