import type { ApiPlace } from "@gatehouse/iam-policy/resource-policy.ts";
import { type BasePathMode, basePathOf, behind } from "../../openapi/base-path.ts";
import { allowOnly, at, type Field, fault, isGiven, members, unexpected } from "../../openapi/field.ts";
import type { Api } from "../api.ts";
import type { Dialect } from "./dialect.ts";
import { gatewayResponsesIn } from "./gateway-responses.ts";
import { checkModelNames } from "./models.ts";
import { openApi3 } from "./openapi-3.ts";
import { routesIn } from "./operation.ts";
import { requestValidatorsIn } from "./request-validators.ts";
import { checkResources } from "./resources.ts";
import { rootExtensions, rootExtensionsIn } from "./root-extensions.ts";
import { securityIn } from "./security.ts";
import { swagger2 } from "./swagger-2.ts";

export interface Options {
  /** Tells where in the file something stands: `config/api.yaml:12`. */
  readonly placeOf: (field: Field) => string;
  readonly basePath: BasePathMode;
  /** Which API it becomes, for the short form of resources in its policy. */
  readonly place: ApiPlace;
}

/**
 * Reads an OpenAPI 3.0 or Swagger 2.0 file as API Gateway imports it into a REST API; null after a fault that leaves
 * nothing to read. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
 */
export const restApiIn = (root: Field, options: Options): Api | null => {
  const dialect = dialectOf(root);
  return dialect && apiIn(root, dialect, options);
};

const dialectOf = (root: Field): Dialect | null => {
  const [openapi, swagger] = [at(root, "openapi"), at(root, "swagger")];
  if (/^3\.0\.\d+$/.test(String(openapi.value))) return openApi3(root);
  if (/^2(\.0)?$/.test(String(swagger.value))) return swagger2(root);
  unexpected(isGiven(swagger) ? swagger : openapi, 'openapi: 3.0.x or swagger: "2.0"');
  return null;
};

const apiIn = (root: Field, dialect: Dialect, { placeOf, basePath: mode, place }: Options): Api => {
  const cors = at(root, "x-amazon-apigateway-cors");
  if (isGiven(cors)) fault(cors, "belongs to HTTP APIs; a REST API answers OPTIONS with a mock");
  else allowOnly(root, [...dialect.known.root, ...rootExtensions]);
  const basePath = basePathOf(root, mode);
  const paths = members(at(root, "paths")).map(([path, field]) => [behind(basePath, path), field] as const);
  if (paths.length === 0) fault(at(root, "paths"), "expected at least one path");
  checkResources(paths);
  checkModelNames(dialect);
  const surroundings = {
    root,
    dialect,
    guardOf: securityIn(root, dialect),
    validatorOf: requestValidatorsIn(root),
    placeOf,
  };
  return {
    ...rootExtensionsIn(root, place),
    routes: paths.flatMap(([resource, path]) => routesIn(resource, path, surroundings)),
    gatewayResponses: gatewayResponsesIn(at(root, "x-amazon-apigateway-gateway-responses")),
  };
};
