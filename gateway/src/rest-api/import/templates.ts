import { parsePath } from "../../json-path/parse-path.ts";
import { PathSyntaxError } from "../../json-path/path-scanner.ts";
import { type Field, fault, members, unexpected, warn } from "../../openapi/field.ts";
import { parseTemplate } from "../../vtl/parse-template.ts";
import { referencesIn } from "../../vtl/references-in.ts";
import { VtlSyntaxError } from "../../vtl/scanner.ts";
import type { Reference, Template } from "../../vtl/syntax.ts";
import { isContextVariable } from "../mapping/context-variable.ts";
import { inputNames } from "../templates/input.ts";
import { pathsOf } from "../templates/paths-in.ts";
import { utilNames } from "../templates/util-variable.ts";

/** API Gateway's limit of a template, in bytes. */
const largest = 307_200;

/**
 * Reads mapping templates by their media types; null for an empty one, which leaves the body as it is.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export const templatesIn = (field: Field): ReadonlyMap<string, Template | null> =>
  new Map(members(field).map(([type, template]) => [type.toLowerCase(), templateIn(template)]));

const templateIn = (field: Field): Template | null => {
  const { value } = field;
  if (typeof value !== "string") unexpected(field, "a template");
  else if (Buffer.byteLength(value) > largest) fault(field, `a template has ${largest} bytes at most`);
  else if (value.trim() !== "") return parsed(field, value);
  return null;
};

const parsed = (field: Field, text: string): Template | null => {
  try {
    const template = parseTemplate(text);
    for (const reference of referencesIn(template)) check(field, reference);
    return template;
  } catch (error) {
    if (!(error instanceof VtlSyntaxError)) throw error;
    fault(field, `line ${error.line} of the template: ${error.message}`);
    return null;
  }
};

/** What is there in no request is a slip of the pen; Velocity would print it as it is written. */
const check = (field: Field, reference: Reference): void => {
  const { name, steps, source } = reference;
  const [first] = steps;
  if (!first || first.kind === "index") return;
  if (name === "util" && !utilNames.has(first.name)) fault(field, `${source}: $util has no ${first.name}`);
  if (name === "input" && !inputNames.has(first.name)) fault(field, `${source}: $input has no ${first.name}`);
  for (const path of pathsOf(reference)) checkPath(field, `$input.${first.name}`, path);
  if (name === "context")
    checkContext(
      field,
      source,
      steps.map((step) => (step.kind === "property" ? step.name : "")),
    );
};

const checkPath = (field: Field, method: string, path: string) => {
  try {
    parsePath(path);
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    fault(field, `${method}: no JSONPath that is understood here: ${error.message}`);
  }
};

const checkContext = (field: Field, source: string, [first = "", second = ""]: readonly string[]) => {
  if (/^(authorizer|identity|requestOverride|responseOverride|)$/.test(first)) {
    if (first !== "identity" || second === "" || isContextVariable(`identity.${second}`)) return;
  } else if (first !== "error" && isContextVariable(first)) return;
  warn(field, `${source} is no variable that is known here, and stays empty`);
};
