import { stringify } from "yaml";
import { importedFrom, info, invocation } from "../../../openapi/testing/imported.ts";
import type { Api, Route } from "../../api.ts";

/** What the import makes of an HTTP API with these paths. */
export const api = (paths: object, more: object = {}): Api & { warnings: readonly string[] } => {
  const {
    kind,
    api: found,
    warnings,
  } = importedFrom(stringify({ openapi: "3.0.3", info, paths, ...more }), { kind: "HTTP" });
  if (kind !== "HTTP") throw new Error(`it was imported as an API of kind ${kind}`);
  return { ...found, warnings };
};

export const lambda = (more: object = {}) => ({
  type: "aws_proxy",
  httpMethod: "POST",
  uri: invocation,
  payloadFormatVersion: "2.0",
  ...more,
});

export const url = (more: object = {}) => ({
  type: "http_proxy",
  httpMethod: "GET",
  uri: "https://backend.example.com/pets",
  payloadFormatVersion: "1.0",
  ...more,
});

export const listenerArn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/trades/0a1b2c3d/4e5f6a7b";

export const link = (more: object = {}) =>
  url({ connectionType: "VPC_LINK", connectionId: "v1", uri: listenerArn, ...more });

/** An open operation. */
export const operation = (integration: object = lambda(), more: object = {}) => ({
  security: [],
  responses: { default: { description: "" } },
  "x-amazon-apigateway-integration": integration,
  ...more,
});

/** The route `GET /a/{id}`. */
export const routeOf = (get: object, more: object = {}) => api({ "/a/{id}": { get } }, more).routes[0] as Route;

/** With this integration. */
export const integrated = (integration: object) => routeOf(operation(integration)).integration;

/** A security scheme with a Lambda authorizer. */
export const requestScheme = (authorizer: object = {}, more: object = {}) => ({
  type: "apiKey",
  name: "Authorization",
  in: "header",
  "x-amazon-apigateway-authorizer": {
    type: "request",
    authorizerUri: invocation,
    authorizerPayloadFormatVersion: "2.0",
    identitySource: "$request.header.Authorization",
    ...authorizer,
  },
  ...more,
});

export const issuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abcdefghi";

/** A security scheme with a JWT authorizer. */
export const jwtScheme = (authorizer: object = {}, more: object = {}) => ({
  type: "oauth2",
  "x-amazon-apigateway-authorizer": {
    type: "jwt",
    jwtConfiguration: { issuer, audience: ["client"] },
    identitySource: "$request.header.Authorization",
    ...authorizer,
  },
  ...more,
});

/** What guards `GET /a/{id}` by `security: [{guard: scopes}]`. */
export const guardedBy = (guard: object, scopes: readonly string[] = []) =>
  routeOf(operation(lambda(), { security: [{ guard: scopes }] }), { components: { securitySchemes: { guard } } })
    .authorization;
