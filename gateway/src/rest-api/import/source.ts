import { parsePath } from "../../json-path/parse-path.ts";
import { PathSyntaxError } from "../../json-path/path-scanner.ts";
import type { Path } from "../../json-path/syntax.ts";
import { type Field, fault, text, unexpected } from "../../openapi/field.ts";
import type { MappingSource, ResponseSource, Source } from "../api.ts";
import { isContextVariable } from "../mapping/context-variable.ts";

/** RFC 9110 5.6.2 and 5.5. */
const headerName = /^[!#$%&'*+.^`|~\w-]+$/;
const staticValue = /^'([\t\x20-\x7e]*)'$/;

const request = /^method\.request\.(multivalue)?(header|querystring|path)\.([\w.$-]+)$/;
const response = /^integration\.response\.(multivalue)?header\.([\w.$-]+)$/;

/**
 * Reads a mapping expression: `'text'`, `context.x`, `stageVariables.x` or `method.request.{header|querystring|path}.x`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export const sourceIn = (field: Field): Source => {
  const expression = text(field, "a mapping expression");
  return (
    requestSource(expression) ??
    sourceOfAnywhere(field, expression) ??
    unknown(field, expression, "method.request.{header|querystring|path}.x")
  );
};

/** Reads what an integration's request is mapped from: `method.request.body.x` as well. */
export const mappingSourceIn = (field: Field): MappingSource => {
  const path = bodyPathIn(field, /^method\.request\.body(?:\.(.+))?$/.exec(String(field.value)));
  return path === undefined ? sourceIn(field) : { kind: "body", path };
};

/** Reads what an integration's response is mapped from: the backend's answer in place of the request. */
export const responseSourceIn = (field: Field): ResponseSource => {
  const expression = text(field, "a mapping expression");
  const path = bodyPathIn(field, /^integration\.response\.body(?:\.(.+))?$/.exec(expression));
  if (path !== undefined) return { kind: "response body", path };
  const [, multivalue, name] = response.exec(expression) ?? [];
  if (name !== undefined) return { kind: "response header", name, multivalue: multivalue !== undefined };
  return sourceOfAnywhere(field, expression) ?? unknown(field, expression, "integration.response.{header|body}.x");
};

const requestSource = (expression: string): Source | null => {
  const [, multivalue, place, name] = request.exec(expression) ?? [];
  if (place === undefined || name === undefined || (multivalue && place === "path")) return null;
  return { kind: "request", in: place as "header", name, multivalue: multivalue !== undefined };
};

type OfAnywhere = Extract<Source, { kind: "static" | "context" | "stageVariable" }>;

const sourceOfAnywhere = (field: Field, expression: string): OfAnywhere | null => {
  const [, literal] = staticValue.exec(expression) ?? [];
  if (literal !== undefined) return { kind: "static", value: literal };
  const [, path] = /^context\.(.+)$/.exec(expression) ?? [];
  if (path !== undefined) return contextSource(field, path);
  const [, variable] = /^stageVariables\.(\w+)$/.exec(expression) ?? [];
  return variable === undefined ? null : { kind: "stageVariable", name: variable };
};

const contextSource = (field: Field, path: string): OfAnywhere => {
  if (!isContextVariable(path)) fault(field, `context.${path} is no variable that is known here`);
  return { kind: "context", path };
};

const unknown = (field: Field, expression: string, more: string): OfAnywhere => {
  if (expression !== "") unexpected(field, `'text' in quotes, context.x, stageVariables.x or ${more}`);
  return { kind: "static", value: "" };
};

/** Undefined where the expression is of another kind; null for the whole body. */
const bodyPathIn = (field: Field, match: RegExpExecArray | null): Path | null | undefined => {
  if (!match) return undefined;
  if (match[1] === undefined) return null;
  try {
    return parsePath(match[1]);
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    fault(field, `is no JSONPath that is understood here: ${error.message}`);
    return null;
  }
};

/** The header in a key such as `integration.request.header.X-User-Id`, after its prefix. */
export const requireHeaderName = (field: Field, name: string): void => {
  if (!headerName.test(name)) fault(field, `${name} is no name of a header`);
};
