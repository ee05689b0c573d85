import type { HttpProxy, LambdaAuthorizer, Mapping, Route } from "../rest-api/api.ts";

/** The TOKEN authorizer of the tests: `allowing` answers for it. */
export const tokenAuthorizer: LambdaAuthorizer = {
  name: "authorizer",
  type: "TOKEN",
  functionArn: "arn:aws:lambda:us-east-1:000000000000:function:authorizer",
  identitySources: [{ from: "header", name: "Authorization" }],
  identityValidationExpression: null,
  resultTtl: 0,
};

/** `X-User-Id: context.authorizer.principalId` and its like. */
export const headerFromContext = (name: string, path: string): Mapping => ({
  to: { in: "header", name },
  source: { kind: "context", path },
});

export const pathParameter = (name: string): Mapping => ({
  to: { in: "path", name },
  source: { kind: "request", in: "path", name, multivalue: false },
});

/** What a route asks for when nothing is said: nothing. */
export const openRoute = {
  authorizer: null,
  authorizationScopes: [],
  apiKeyRequired: false,
  parameters: [],
  models: new Map(),
  validator: { parameters: false, body: false },
  place: "api.yaml:1",
} satisfies Partial<Route>;

/** A route whose integration is a private HTTP service. */
export const httpRoute = (
  method: string,
  resource: string,
  { authorizer = null, ...integration }: Partial<Omit<HttpProxy, "type">> & { authorizer?: Route["authorizer"] } = {},
): Route => ({
  ...openRoute,
  resource,
  method,
  authorizer,
  integration: {
    type: "HTTP_PROXY",
    httpMethod: method,
    uri: `http://\${stageVariables.tradesHost}${resource.replaceAll("+}", "}")}`,
    connection: { type: "VPC_LINK", id: "local" },
    skipsVerification: false,
    transferMode: "BUFFERED",
    mappings: [...resource.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => pathParameter(name ?? "")),
    timeout: 29_000,
    ...integration,
  },
});
