import type { ErrorObject } from "ajv";
import { formats } from "./formats.ts";

/** Errors of one keyword of one schema at one place of a body: several where the keyword names several members. */
type Errors = readonly [ErrorObject, ...ErrorObject[]];

type Word = (errors: Errors) => string;

const json = (value: unknown): string => JSON.stringify(value);

const sorted = (errors: Errors, param: string): string =>
  json(errors.map(({ params }) => String(params[param])).toSorted());

const size = (value: unknown): number => Object.keys(Object(value)).length;

/** As code points. */
const length = (text: unknown): number => [...String(text)].length;

const bound =
  (side: "lower" | "greater", name: "minimum" | "maximum"): Word =>
  ([{ data, schema, params }]) =>
    /^[<>]$/.test(params.comparison)
      ? `numeric instance is not strictly ${side === "lower" ? "greater" : "lower"} than the required ${name} ${schema}`
      : `numeric instance is ${side} than the required ${name} (${name}: ${schema}, found: ${data})`;

/** By keyword, as the validator of API Gateway words it; its log shows the first ones. */
const words: Readonly<Record<string, Word>> = {
  additionalItems: ([{ data, params }]) =>
    `schema only allows ${params.limit} elements in array but instance has ${size(data)} elements`,
  additionalProperties: (errors) =>
    `object instance has properties which are not allowed by the schema: ${sorted(errors, "additionalProperty")}`,
  allOf: (errors) => {
    const schemas = Number(errors[0].parentSchema?.["x-all-of"]);
    return `instance failed to match all required schemas (matched only ${schemas - errors.length} out of ${schemas})`;
  },
  anyOf: ([{ schema }]) => `instance failed to match at least one required schema among ${size(schema)}`,
  dependencies: (errors) => {
    const [{ params }] = errors;
    const required = json(String(params.deps).split(", ").toSorted());
    return `property "${params.property}" of object has missing property dependencies (schema requires ${required}; missing: ${sorted(errors, "missingProperty")})`;
  },
  enum: ([{ data, schema }]) => `instance value (${json(data)}) not found in enum (possible values: ${json(schema)})`,
  format: ([{ data, params }]) => `string "${data}" ${formats[params.format]?.otherwise}`,
  maxLength: ([{ data, schema }]) =>
    `string "${data}" is too long (length: ${length(data)}, maximum allowed: ${schema})`,
  maxProperties: ([{ data, schema }]) =>
    `object has too many properties (found ${size(data)} but schema requires at most ${schema})`,
  maximum: bound("greater", "maximum"),
  minLength: ([{ data, schema }]) =>
    `string "${data}" is too short (length: ${length(data)}, required minimum: ${schema})`,
  minProperties: ([{ data, schema }]) =>
    `object has too few properties (found ${size(data)} but schema requires at least ${schema})`,
  minimum: bound("lower", "minimum"),
  multipleOf: ([{ data, schema }]) => `remainder of division is not zero (${data} / ${schema})`,
  not: () => "instance matched a schema which it should not have",
  oneOf: ([{ schema, params }]) =>
    `instance failed to match exactly one schema (matched ${size(params.passingSchemas)} out of ${size(schema)})`,
  pattern: ([{ data, schema }]) => `ECMA 262 regex "${schema}" does not match input string "${data}"`,
  required: (errors) => `object has missing required properties (${sorted(errors, "missingProperty")})`,
  type: ([{ data, schema }]) =>
    `instance type (${typeOf(data)}) does not match any allowed primitive type (allowed: ${json(allowed(schema))})`,
  uniqueItems: () => "array must not contain duplicate elements",
};

const typeOf = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
};

/** Every integer is a number, and is named with it. */
const allowed = (type: unknown): readonly string[] => {
  const types = [type].flat().map(String);
  return [...new Set(types.includes("number") ? [...types, "integer"] : types)].toSorted();
};

/** What is wrong, in the words that `$context.error.validationErrorString` has on AWS. */
export const worded = (keyword: string, errors: Errors): string =>
  words[keyword]?.(errors) ?? errors[0].message ?? keyword;
