import { type Field, fault, members, warn } from "../../openapi/field.ts";
import type { Mapping } from "../api.ts";
import { headerRow } from "../integrations/header-table.ts";
import type { Operation } from "./integration-fields.ts";
import { requireDeclared } from "./parameters.ts";
import { mappingSourceIn, requireHeaderName } from "./source.ts";

/**
 * Reads an integration's `requestParameters`.
 * @param to the kind of backend, which decides what becomes of a mapped header.
 */
export const mappingsIn = (field: Field, operation: Operation, to: "http" | "lambda"): readonly Mapping[] => {
  const mappings = members(field).map(([key, value]) => {
    const mapping = mappingIn(key, value, operation);
    if (mapping.to.in === "header") checkHeader(value, mapping.to.name, to);
    return mapping;
  });
  checkTwice(field, mappings);
  return mappings;
};

const mappingIn = (key: string, value: Field, { declared, isOpen }: Operation): Mapping => {
  const [, place, name = ""] = /^integration\.request\.(header|querystring|path)\.(.+)$/.exec(key) ?? [];
  const source = mappingSourceIn(value);
  requireDeclared(value, source, declared);
  if (place === undefined) fault(value, `expected integration.request.{header|querystring|path}.x, received ${key}`);
  if (place === "header") requireHeaderName(value, name);
  if (source.kind === "context" && source.path.startsWith("error."))
    fault(value, `context.${source.path} exists in gateway responses only`);
  if (isOpen && source.kind === "context" && source.path.startsWith("authorizer."))
    fault(value, `context.${source.path} never has a value: the operation is open and no authorizer is asked`);
  return { to: { in: (place ?? "header") as "header", name }, source };
};

/** What API Gateway imports and then fails on at every request is found here; what it drops without a word is told. */
export const checkHeader = (value: Field, name: string, to: "http" | "lambda"): void => {
  const passage = headerRow(name)?.mapped[to];
  if (passage === "fails")
    fault(value, `the header ${name} cannot be mapped: API Gateway imports this and answers every request with a 500`);
  if (passage === "dropped") warn(value, `the header ${name} never reaches the backend: it is dropped on the way`);
};

/** Header names differ in more than their case. */
const checkTwice = (field: Field, mappings: readonly Mapping[]) => {
  const names = mappings.flatMap(({ to }) => (to.in === "header" ? [to.name.toLowerCase()] : []));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) fault(field, `the header ${twice} is mapped twice`);
};
