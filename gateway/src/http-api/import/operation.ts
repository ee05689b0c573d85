import { allowOnly, at, type Field, fault, isGiven, members, unexpected, warn } from "../../openapi/field.ts";
import type { Route } from "../api.ts";
import { integrationIn } from "./integration.ts";
import { defaultPath } from "./route-paths.ts";
import type { FindAuthorization } from "./security.ts";

/** What an operation takes from the rest of the file. */
export interface Surroundings {
  readonly root: Field;
  readonly authorizationOf: FindAuthorization;
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

const ofThePath = ["summary", "description", "parameters", "servers"];

const ofTheOperation = [
  ...["operationId", "summary", "description", "tags", "externalDocs", "deprecated", "servers", "parameters"],
  ...["requestBody", "responses", "security", "isDefaultRoute", "x-amazon-apigateway-auth"],
  ...["x-amazon-apigateway-integration", "x-amazon-apigateway-request-validator"],
];

/** The routes of one path of the file. Parameters and bodies are documentation: an HTTP API validates no request. */
export const routesIn = (path: string, field: Field, surroundings: Surroundings): readonly Route[] => {
  allowOnly(field, [...Object.keys(methods), ...ofThePath]);
  return members(field).flatMap(([key, operation]) => {
    const method = Object.hasOwn(methods, key) ? methods[key] : undefined;
    const route = method && routeIn(method, path, operation, surroundings);
    return route ? [route] : [];
  });
};

const routeIn = (
  method: string,
  path: string,
  operation: Field,
  { root, authorizationOf, placeOf }: Surroundings,
): Route | null => {
  allowOnly(operation, ofTheOperation);
  checkDefault(method, path, operation);
  if (!isGiven(at(operation, "responses")) && method !== "ANY")
    fault(operation, "OpenAPI wants responses for every operation");
  const validator = at(operation, "x-amazon-apigateway-request-validator");
  if (isGiven(validator)) warn(validator, "belongs to REST APIs and is ignored: an HTTP API validates no request");
  const isDefault = path === defaultPath;
  const route = {
    routeKey: isDefault ? "$default" : `${method} ${path}`,
    method,
    path: isDefault ? null : path,
    place: placeOf(operation),
  };
  const authorization = authorizationOf(operation);
  const given = at(operation, "x-amazon-apigateway-integration");
  const integration = integrationIn(given, root, { path: route.path, authorization });
  return authorization && integration && { ...route, authorization, integration };
};

const checkDefault = (method: string, path: string, operation: Field) => {
  const given = at(operation, "isDefaultRoute");
  if (path !== defaultPath && isGiven(given)) fault(given, `belongs to ${defaultPath} alone`);
  if (path !== defaultPath) return;
  if (method !== "ANY") fault(operation, `${defaultPath} takes every method: expected x-amazon-apigateway-any-method`);
  else if (given.value !== true) unexpected(given, `true, as for ${defaultPath}`);
};
