import { allowOnly, at, type Field, fault, isGiven, items, members, text, unexpected } from "../../openapi/field.ts";
import type { Api } from "../api.ts";
import { gatewayResponsesIn } from "./gateway-responses.ts";
import { routesIn } from "./operation.ts";
import { requestValidatorsIn } from "./request-validators.ts";
import { checkResources } from "./resources.ts";
import { securityIn } from "./security.ts";

const ofTheRoot = [
  ...["openapi", "info", "servers", "tags", "externalDocs", "paths", "components", "security"],
  ...["x-amazon-apigateway-binary-media-types", "x-amazon-apigateway-gateway-responses"],
  ...["x-amazon-apigateway-importexport-version", "x-amazon-apigateway-request-validator"],
  "x-amazon-apigateway-request-validators",
];

const ofTheComponents = [
  ...["schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links"],
  "callbacks",
];

/**
 * Reads an OpenAPI 3.0 file as API Gateway imports it into a REST API; null after a fault that leaves nothing to read.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
 * @param placeOf tells where in the file something stands: `config/api.yaml:12`.
 */
export const restApiIn = (root: Field, placeOf: (field: Field) => string): Api | null =>
  isRestApi(root) ? apiIn(root, placeOf) : null;

const isRestApi = (root: Field): boolean => {
  const version = at(root, "openapi");
  if (/^3\.0\.\d+$/.test(String(version.value))) return true;
  if (isGiven(at(root, "swagger"))) unexpected(at(root, "swagger"), "openapi: 3.0.x; Swagger 2.0 is not supported");
  else unexpected(version, "openapi: 3.0.x");
  return false;
};

const apiIn = (root: Field, placeOf: (field: Field) => string): Api => {
  if (isGiven(at(root, "x-amazon-apigateway-cors")))
    fault(at(root, "x-amazon-apigateway-cors"), "belongs to HTTP APIs; a REST API answers OPTIONS with a mock");
  else allowOnly(root, ofTheRoot);
  allowOnly(at(root, "components"), ofTheComponents);
  const paths = members(at(root, "paths"));
  if (paths.length === 0) fault(at(root, "paths"), "expected at least one path");
  checkResources(paths);
  const surroundings = {
    root,
    authorizerOf: securityIn(root),
    validatorOf: requestValidatorsIn(root),
    placeOf,
  };
  return {
    routes: paths.flatMap(([resource, path]) => routesIn(resource, path, surroundings)),
    gatewayResponses: gatewayResponsesIn(at(root, "x-amazon-apigateway-gateway-responses")),
    binaryMediaTypes: items(at(root, "x-amazon-apigateway-binary-media-types")).map((type) =>
      text(type, "a media type"),
    ),
    apiKeySource: "HEADER",
    policy: null,
    disableExecuteApiEndpoint: false,
  };
};
