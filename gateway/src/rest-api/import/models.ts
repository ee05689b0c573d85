import { at, type Field, fault, isGiven, members } from "../../openapi/field.ts";
import { firstMediaType } from "../../request/media-type.ts";
import type { Model, Route } from "../api.ts";
import { compileModel, type SchemaFault, schemaFaults } from "../models/compile-model.ts";
import type { Dialect } from "./dialect.ts";
import { draft4In } from "./draft-4.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
export const checkModelNames = ({ schemas }: Dialect): void => {
  for (const [name, schema] of members(schemas))
    if (!/^[A-Za-z0-9]+$/.test(name)) fault(schema, `${name}: API Gateway wants letters and digits in a model's name`);
};

/** What the bodies of an operation are held against, compiled. */
export const modelsIn = (operation: Field, path: Field, dialect: Dialect): Route["models"] =>
  new Map(
    [...dialect.bodySchemas(operation, path)].map(([type, schema]) => [
      mediaTypeIn(type, schema),
      modelIn(schema, dialect),
    ]),
  );

const mediaTypeIn = (type: string, schema: Field): string => {
  if (type.includes("*")) fault(schema, `${type}: API Gateway knows no wildcards here, so no body would be checked`);
  return firstMediaType(type) ?? type;
};

const modelIn = (field: Field, dialect: Dialect): Model => {
  const schema = draft4In(field, dialect);
  const faults = schemaFaults(schema);
  for (const each of faults) fault(placeOf(each, field, dialect), `is no JSON schema of draft 4: ${each.message}`);
  if (faults.length > 0) return unknowable;
  try {
    return compileModel(nameOf(field), schema);
  } catch (error) {
    fault(field, `cannot be used as a model: ${(error as Error).message}`);
    return unknowable;
  }
};

/** Stands for a model with faults, which nobody gets to see. */
const unknowable: Model = { name: "", faultsOf: () => ["the model has faults"] };

const nameOf = (field: Field): string => {
  const reference = at(field, "$ref");
  return isGiven(reference) ? String(reference.value).replace(/^.*\//, "") : "inline";
};

const placeOf = ({ path }: SchemaFault, field: Field, { schemas }: Dialect): Field => {
  const [first, ...rest] = path;
  return first === "definitions" ? rest.reduce(at, schemas) : path.reduce(at, field);
};
