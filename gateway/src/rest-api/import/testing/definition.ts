import { stringify } from "yaml";
import type { ImportOptions } from "../../../openapi/import-api.ts";
import { importedFrom, info, invocation } from "../../../openapi/testing/imported.ts";
import type { Api, Route } from "../../api.ts";

export { functionArn, invocation, refused, refusedOnly } from "../../../openapi/testing/imported.ts";

/** What the import makes of a file with this text. */
export const imported = (text: string, options: ImportOptions = {}): Api & { warnings: readonly string[] } => {
  const { kind, api, warnings } = importedFrom(text, { kind: "REST", ...options });
  if (kind !== "REST") throw new Error(`it was imported as an API of kind ${kind}`);
  return { ...api, warnings };
};

export const proxy = (more: object = {}) => ({
  type: "http_proxy",
  httpMethod: "GET",
  uri: "http://trades/trades",
  ...more,
});

/** An open operation. */
export const operation = (integration: object = proxy(), more: object = {}) => ({
  security: [],
  responses: { default: { description: "" } },
  "x-amazon-apigateway-integration": integration,
  ...more,
});

/** A security scheme with a token authorizer. */
export const scheme = (authorizer: object = {}, more: object = {}) => ({
  type: "apiKey",
  name: "Authorization",
  in: "header",
  "x-amazon-apigateway-authtype": "custom",
  "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: invocation, ...authorizer },
  ...more,
});

export const document = (paths: object, more: object = {}) => stringify({ openapi: "3.0.3", info, paths, ...more });

export const swagger = (paths: object, more: object = {}) => stringify({ swagger: "2.0", info, paths, ...more });

/** An API with one path, `/trades`, unless told otherwise. */
export const api = (get: object, more: object = {}, options: ImportOptions = {}) =>
  imported(document({ "/trades": { get } }, more), options);

export const routeOf = (get: object, more: object = {}) => api(get, more).routes[0] as Route;
