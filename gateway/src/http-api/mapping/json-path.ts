import { parsePath } from "../../json-path/parse-path.ts";
import { PathSyntaxError } from "../../json-path/path-scanner.ts";
import type { Path, Step } from "../../json-path/syntax.ts";

/** The names and indexes that lead from a document's root to a value. */
export type Steps = readonly (string | number)[];

/**
 * Reads the JSONPath behind `$request.body`: `.items[0].id` or `['a b']`. Parameter mappings know neither `..` nor
 * filters, and only a path to one value makes a text.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 * @returns null for anything else.
 */
export const jsonPathIn = (path: string): Steps | null => {
  const parsed = pathIn(`$${path}`);
  const steps = parsed?.steps.map(singleStep) ?? [null];
  return steps.includes(null) ? null : (steps as Steps);
};

const pathIn = (expression: string): Path | null => {
  try {
    return parsePath(expression);
  } catch (error) {
    if (error instanceof PathSyntaxError) return null;
    throw error;
  }
};

const singleStep = (step: Step): string | number | null => {
  if (step.kind === "names" && step.names.length === 1) return step.names[0] ?? null;
  return step.kind === "indexes" && step.indexes.length === 1 ? (step.indexes[0] ?? null) : null;
};

/** API Gateway looks no further into a body. */
const furthest = 100 * 1024;

/**
 * What a body holds there: texts as they are, everything else as JSON; undefined where there is nothing, or no JSON.
 * @param body of which the first 100 KB count: one that is longer is cut off and no JSON any more.
 */
export const bodyValue = (body: Buffer, steps: Steps): string | undefined => {
  const text = body.subarray(0, furthest).toString("utf8");
  if (steps.length === 0) return text === "" ? undefined : text;
  const found = steps.reduce((value, name) => memberOf(value, name), parsed(text));
  if (found === undefined || found === null) return undefined;
  return typeof found === "string" ? found : JSON.stringify(found);
};

const memberOf = (value: unknown, name: string | number): unknown => {
  if (typeof name === "number") return Array.isArray(value) ? value.at(name) : undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
