import { type Field, fault, text, unexpected } from "../../openapi/field.ts";
import type { Source } from "../api.ts";
import { isContextVariable } from "../mapping/context-variable.ts";

/** RFC 9110 5.6.2 and 5.5. */
const headerName = /^[!#$%&'*+.^`|~\w-]+$/;
const staticValue = /^'([\t\x20-\x7e]*)'$/;

const request = /^method\.request\.(multivalue)?(header|querystring|path)\.([\w.$-]+)$/;

/**
 * Reads a mapping expression: `'text'`, `context.x`, `stageVariables.x` or `method.request.{header|querystring|path}.x`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export const sourceIn = (field: Field): Source => {
  const expression = text(field, "a mapping expression");
  const [, literal] = staticValue.exec(expression) ?? [];
  if (literal !== undefined) return { kind: "static", value: literal };
  const [, path] = /^context\.(.+)$/.exec(expression) ?? [];
  if (path !== undefined) return contextSource(field, path);
  const [, variable] = /^stageVariables\.(\w+)$/.exec(expression) ?? [];
  if (variable !== undefined) return { kind: "stageVariable", name: variable };
  const [, multivalue, place, name] = request.exec(expression) ?? [];
  if (place !== undefined && name !== undefined && !(multivalue && place === "path"))
    return { kind: "request", in: place as "header", name, multivalue: multivalue !== undefined };
  if (expression !== "")
    unexpected(field, "'text' in quotes, context.x, stageVariables.x or method.request.{header|querystring|path}.x");
  return { kind: "static", value: "" };
};

const contextSource = (field: Field, path: string): Source => {
  if (!isContextVariable(path)) fault(field, `context.${path} is no variable that is known here`);
  return { kind: "context", path };
};

/** The header in a key such as `integration.request.header.X-User-Id`, after its prefix. */
export const requireHeaderName = (field: Field, name: string): void => {
  if (!headerName.test(name)) fault(field, `${name} is no name of a header`);
};
