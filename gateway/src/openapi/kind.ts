import { at, type Field, isGiven, members } from "./field.ts";

/** The two kinds of API that API Gateway imports from OpenAPI. */
export type ApiKind = "REST" | "HTTP";

/**
 * Which kind of API a file is for, by what only one of them knows: HTTP APIs have `x-amazon-apigateway-cors`, a
 * `/$default` route, shared integrations, payload formats of authorizers, `$request.…` expressions, payload format 2.0 and
 * ARNs of load balancers. Nothing of that: REST.
 */
export const kindOf = (root: Field): ApiKind => (isHttpApi(root) ? "HTTP" : "REST");

const isHttpApi = (root: Field): boolean =>
  isGiven(at(root, "x-amazon-apigateway-cors")) ||
  isGiven(at(at(root, "paths"), "/$default")) ||
  isGiven(at(at(root, "components"), "x-amazon-apigateway-integrations")) ||
  members(at(at(root, "components"), "securitySchemes")).some(([, scheme]) => isOfHttpApi(scheme)) ||
  integrationsOf(root).some(
    (integration) =>
      Number(at(integration, "payloadFormatVersion").value) === 2 || // Without quotes, YAML reads a number.
      /^arn:aws[a-z-]*:(elasticloadbalancing|servicediscovery):/.test(String(at(integration, "uri").value)) ||
      Object.keys(Object(at(integration, "requestParameters").value)).some((key) =>
        /^(append|overwrite|remove):/.test(key),
      ),
  );

const isOfHttpApi = (scheme: Field): boolean => {
  const authorizer = at(scheme, "x-amazon-apigateway-authorizer");
  return (
    isGiven(at(authorizer, "authorizerPayloadFormatVersion")) ||
    isGiven(at(authorizer, "jwtConfiguration")) ||
    String(at(authorizer, "type").value).toLowerCase() === "jwt" ||
    String(at(authorizer, "identitySource").value).startsWith("$")
  );
};

const integrationsOf = (root: Field): readonly Field[] =>
  Object.keys(Object(at(root, "paths").value)).flatMap((path) => {
    const item = at(at(root, "paths"), path);
    return Object.keys(Object(item.value)).map((method) => at(at(item, method), "x-amazon-apigateway-integration"));
  });
