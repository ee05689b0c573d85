import { at, bool, type Field, fault, items, oneOf, resolved, text, warn } from "../../openapi/field.ts";
import { partsOf } from "../../request/segments.ts";
import type { MappingSource, RequiredParameter } from "../api.ts";
import type { Dialect } from "./dialect.ts";

/** A parameter that an operation declares: only these can be mapped. */
export type Declared = RequiredParameter & { readonly required: boolean };

/** The parameters of an operation and of its path; the operation's win. */
export const parametersIn = (
  operation: Field,
  path: Field,
  { root, resource, places }: Pick<Dialect, "places"> & { readonly root: Field; readonly resource: string },
): readonly Declared[] => {
  const declared = new Map<string, Declared>();
  for (const each of [path, operation].flatMap((of) => items(at(of, "parameters")))) {
    const field = resolved(each, root);
    const place = places[oneOf(at(field, "in"), Object.keys(places))];
    const name = text(at(field, "name"));
    if (place === "unknown to API Gateway")
      warn(field, `is no parameter that API Gateway imports: ${name} goes unseen`);
    if (place !== "header" && place !== "path" && place !== "querystring") continue;
    if (place === "path" && !namesOf(resource).includes(name)) fault(field, `${resource} has no {${name}}`);
    declared.set(`${place} ${name}`, { in: place, name, required: bool(at(field, "required")) });
  }
  return [...declared.values()];
};

const namesOf = (resource: string) => partsOf(resource).flatMap((part) => (part.kind === "literal" ? [] : [part.name]));

/** API Gateway refuses to import a mapping from a parameter that the operation does not declare. */
export const requireDeclared = (field: Field, source: MappingSource, declared: readonly Declared[]): void => {
  if (source.kind !== "request") return;
  const fold = (name: string) => (source.in === "header" ? name.toLowerCase() : name);
  if (declared.some((each) => each.in === source.in && fold(each.name) === fold(source.name))) return;
  const place = source.in === "querystring" ? "query" : source.in;
  fault(field, `the operation declares no parameter {name: ${source.name}, in: ${place}}`);
};
