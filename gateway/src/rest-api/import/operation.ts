import { allowOnly, at, type Field, fault, isGiven, members } from "../../openapi/field.ts";
import type { Route } from "../api.ts";
import type { Dialect } from "./dialect.ts";
import { integrationIn } from "./integration.ts";
import { modelsIn } from "./models.ts";
import { parametersIn } from "./parameters.ts";
import type { FindValidator } from "./request-validators.ts";
import { responsesIn } from "./responses.ts";
import type { FindGuard } from "./security.ts";

/** What an operation takes from the rest of the file. */
export interface Surroundings {
  readonly root: Field;
  readonly dialect: Dialect;
  readonly guardOf: FindGuard;
  readonly validatorOf: FindValidator;
  /** `config/api.yaml:12`. */
  readonly placeOf: (field: Field) => string;
}

const methods: Readonly<Record<string, string>> = {
  get: "GET",
  head: "HEAD",
  post: "POST",
  put: "PUT",
  patch: "PATCH",
  delete: "DELETE",
  options: "OPTIONS",
  "x-amazon-apigateway-any-method": "ANY",
};

const extensions = [
  "x-amazon-apigateway-auth",
  "x-amazon-apigateway-integration",
  "x-amazon-apigateway-request-validator",
];

/** The routes of one path of the file. */
export const routesIn = (resource: string, path: Field, surroundings: Surroundings): readonly Route[] => {
  allowOnly(path, [...Object.keys(methods), ...surroundings.dialect.known.path]);
  return members(path).flatMap(([key, operation]) => {
    const method = Object.hasOwn(methods, key) ? methods[key] : undefined;
    const route = method && routeIn({ method, resource }, operation, path, surroundings);
    return route ? [route] : [];
  });
};

const routeIn = (
  { method, resource }: Pick<Route, "method" | "resource">,
  operation: Field,
  path: Field,
  { root, dialect, guardOf, validatorOf, placeOf }: Surroundings,
): Route | null => {
  allowOnly(operation, [...dialect.known.operation, ...extensions]);
  const responses = responsesIn(operation, { root, dialect });
  if (!isGiven(responses) && method !== "ANY") fault(operation, "OpenAPI wants responses for every operation");
  const declared = parametersIn(operation, path, { root, resource, places: dialect.places });
  const guard = guardOf(operation);
  const integration = integrationIn(at(operation, "x-amazon-apigateway-integration"), {
    root,
    declared,
    responses,
    isOpen: guard?.authorizer === null,
  });
  if (!guard || !integration) return null;
  const parameters = declared.filter(({ required }) => required).map(({ in: place, name }) => ({ in: place, name }));
  const validator = validatorOf(operation);
  return {
    resource,
    method,
    ...guard,
    parameters,
    models: validator.body ? modelsIn(operation, path, dialect) : new Map(),
    validator,
    integration,
    place: placeOf(operation),
  };
};
