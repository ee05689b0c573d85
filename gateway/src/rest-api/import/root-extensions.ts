import type { ApiPlace } from "@gatehouse/iam-policy/resource-policy.ts";
import { requireExportVersion } from "../../openapi/export-version.ts";
import { allowOnly, at, bool, type Field, integer, isGiven, items, oneOf, text, warn } from "../../openapi/field.ts";
import type { Api } from "../api.ts";
import { resourcePolicyIn } from "./resource-policy.ts";

type OfTheRoot = Pick<
  Api,
  "apiKeySource" | "binaryMediaTypes" | "disableExecuteApiEndpoint" | "minimumCompressionSize" | "policy"
>;

const extension = (name: string) => `x-amazon-apigateway-${name}`;

/** The extensions of the root that this file or another reader of the import knows. */
export const rootExtensions = [
  ...["api-key-source", "binary-media-types", "endpoint-configuration", "gateway-responses", "importexport-version"],
  ...["minimum-compression-size", "policy", "request-validator", "request-validators", "security-policy"],
].map(extension);

/**
 * Reads what the root of a file says about the API as a whole.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export const rootExtensionsIn = (root: Field, api: ApiPlace): OfTheRoot => {
  const named = (name: string) => at(root, extension(name));
  const [keySource, size] = [named("api-key-source"), named("minimum-compression-size")];
  requireExportVersion(root);
  if (isGiven(named("security-policy")))
    warn(named("security-policy"), "has no effect here: TLS ends in front of the gateway");
  return {
    apiKeySource: isGiven(keySource) ? oneOf(keySource, ["HEADER", "AUTHORIZER"]) : "HEADER",
    binaryMediaTypes: items(named("binary-media-types")).map((type) => text(type, "a media type")),
    disableExecuteApiEndpoint: endpointConfigurations(root).map(isDisabled).some(Boolean),
    minimumCompressionSize: isGiven(size) ? integer(size, { from: 0, to: 10_485_760 }) : null,
    policy: resourcePolicyIn(named("policy"), api),
  };
};

/** In Swagger 2.0 it stands in the root, in OpenAPI 3 in a server; wherever it is found, it counts. */
const endpointConfigurations = (root: Field): readonly Field[] =>
  [root, ...items(at(root, "servers"))].map((each) => at(each, extension("endpoint-configuration"))).filter(isGiven);

const isDisabled = (configuration: Field): boolean => {
  allowOnly(configuration, ["types", "disableExecuteApiEndpoint", "vpcEndpointIds", "ipAddressType"]);
  for (const type of items(at(configuration, "types"))) oneOf(type, ["EDGE", "REGIONAL", "PRIVATE"]);
  const endpoints = at(configuration, "vpcEndpointIds");
  if (isGiven(endpoints)) warn(endpoints, "has no effect here: there are no VPC endpoints, and any client can connect");
  return bool(at(configuration, "disableExecuteApiEndpoint"));
};
