import { type BasePathMode, basePathOf, behind } from "../../openapi/base-path.ts";
import { requireExportVersion } from "../../openapi/export-version.ts";
import {
  allowOnly,
  at,
  bool,
  type Field,
  fault,
  isGiven,
  items,
  members,
  unexpected,
  warn,
} from "../../openapi/field.ts";
import type { Api } from "../api.ts";
import { corsIn } from "./cors.ts";
import { routesIn } from "./operation.ts";
import { checkPaths, defaultPath } from "./route-paths.ts";
import { securityIn } from "./security.ts";

const extension = (name: string) => `x-amazon-apigateway-${name}`;

/** API Gateway leaves these out of an HTTP API, and what remains is still what the file says. */
const ignored = ["gateway-responses", "request-validator", "request-validators", "security-policy"].map(extension);

/** Without these, an API would be another one than the file says. */
const ofRestApis = ["api-key-source", "binary-media-types", "minimum-compression-size", "policy"].map(extension);

const known = [
  ...["openapi", "info", "servers", "tags", "externalDocs", "paths", "components", "security"],
  ...["cors", "endpoint-configuration", "importexport-version"].map(extension),
];

const ofTheComponents = [
  ...["schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links"],
  ...["callbacks", extension("integrations")],
];

interface Options {
  /** Tells where in the file something stands: `config/api.yaml:12`. */
  readonly placeOf: (field: Field) => string;
  readonly basePath: BasePathMode;
}

/**
 * Reads an OpenAPI 3.0 file as API Gateway imports it into an HTTP API; null after a fault that leaves nothing to read.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export const httpApiIn = (root: Field, options: Options): Api | null =>
  isOpenApi3(root) ? apiIn(root, options) : null;

const isOpenApi3 = (root: Field): boolean => {
  const version = at(root, "openapi");
  if (/^3\.0\.\d+$/.test(String(version.value))) return true;
  if (isGiven(at(root, "swagger"))) unexpected(at(root, "swagger"), "openapi: 3.0.x, which alone becomes an HTTP API");
  else unexpected(version, "openapi: 3.0.x");
  return false;
};

const apiIn = (root: Field, { placeOf, basePath: mode }: Options): Api => {
  checkRoot(root);
  const basePath = basePathOf(root, mode);
  const paths = members(at(root, "paths")).map(
    ([path, field]) => [path === defaultPath ? path : behind(basePath, path), field] as const,
  );
  if (paths.length === 0) fault(at(root, "paths"), "expected at least one path");
  checkPaths(paths);
  const surroundings = { root, authorizationOf: securityIn(root), placeOf };
  return {
    routes: paths.flatMap(([path, field]) => routesIn(path, field, surroundings)),
    cors: corsIn(at(root, extension("cors"))),
    disableExecuteApiEndpoint: endpointConfigurations(root).map(isDisabled).some(Boolean),
  };
};

const checkRoot = (root: Field) => {
  for (const [name, field] of members(root)) {
    if (ignored.includes(name)) warn(field, "belongs to REST APIs and is ignored");
    if (ofRestApis.includes(name)) fault(field, `${name} belongs to REST APIs: an HTTP API does without it`);
  }
  allowOnly(root, [...known, ...ignored, ...ofRestApis]);
  allowOnly(at(root, "components"), ofTheComponents);
  requireExportVersion(root);
};

/** In OpenAPI 3 it stands in a server; wherever it is found, it counts. */
const endpointConfigurations = (root: Field): readonly Field[] =>
  [root, ...items(at(root, "servers"))].map((each) => at(each, extension("endpoint-configuration"))).filter(isGiven);

const isDisabled = (configuration: Field): boolean => {
  allowOnly(configuration, ["disableExecuteApiEndpoint", "ipAddressType"]);
  return bool(at(configuration, "disableExecuteApiEndpoint"));
};
