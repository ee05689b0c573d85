import type { ApiKind } from "../openapi/kind.ts";

const guide = "https://docs.aws.amazon.com/apigateway/latest/developerguide/";
const extension = (name: string) => `${guide}api-gateway-swagger-extensions-${name}.html`;

/** Something that an OpenAPI file may hold: whether the import takes it is found out by importing a file that does. */
export interface Sample {
  readonly area: string;
  readonly name: string;
  readonly source: string;
  /** A file of that kind which holds it. */
  readonly document: (kind: ApiKind) => object;
}

const functionUri = (name: string) =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${name}/invocations`;

const responses = { "200": { description: "OK" }, default: { description: "Anything" } };

const httpProxy = (more: object = {}) => ({
  type: "http_proxy",
  httpMethod: "GET",
  uri: "https://backend.example.com/x",
  payloadFormatVersion: "1.0",
  ...more,
});

const functionProxy = (more: object = {}) => ({
  type: "aws_proxy",
  httpMethod: "POST",
  uri: functionUri("x"),
  payloadFormatVersion: "1.0",
  ...more,
});

const operation = (integration: object = httpProxy(), more: object = {}) => ({
  security: [],
  responses,
  "x-amazon-apigateway-integration": integration,
  ...more,
});

const withPaths = (paths: object, more: object = {}) => ({
  openapi: "3.0.3",
  info: { title: "sample", version: "1" },
  paths,
  ...more,
});

const withOperation = (given: object, more: object = {}) => withPaths({ "/x": { get: given } }, more);
const atRoot = (name: string, value: unknown) => () => withOperation(operation(), { [name]: value });

const guarded = (scheme: object, scopes: readonly string[] = []) =>
  withOperation(
    { ...operation(), security: [{ guard: scopes }] },
    { components: { securitySchemes: { guard: scheme } } },
  );

const lambdaScheme = (authorizer: object) => ({
  type: "apiKey",
  name: "Authorization",
  in: "header",
  "x-amazon-apigateway-authtype": "custom",
  "x-amazon-apigateway-authorizer": { authorizerUri: functionUri("guard"), ...authorizer },
});

const requestScheme = (kind: ApiKind, more: object = {}) =>
  lambdaScheme({
    type: "request",
    identitySource: kind === "REST" ? "method.request.header.Authorization" : "$request.header.Authorization",
    ...(kind === "HTTP" ? { authorizerPayloadFormatVersion: "2.0" } : {}),
    ...more,
  });

const rows = (area: string, source: string, all: Readonly<Record<string, Sample["document"]>>): readonly Sample[] =>
  Object.entries(all).map(([name, document]) => ({ area, name, source, document }));

const extensions: readonly Sample[] = [
  ["any-method", () => withPaths({ "/x": { "x-amazon-apigateway-any-method": operation() } })] as const,
  ["api-key-source", atRoot("x-amazon-apigateway-api-key-source", "HEADER")] as const,
  ["auth", () => withOperation(operation(httpProxy(), { "x-amazon-apigateway-auth": { type: "NONE" } }))] as const,
  ["authorizer", (kind: ApiKind) => guarded(requestScheme(kind))] as const,
  ["authtype", (kind: ApiKind) => guarded(requestScheme(kind))] as const,
  ["binary-media-types", atRoot("x-amazon-apigateway-binary-media-types", ["image/png"])] as const,
  ["cors", atRoot("x-amazon-apigateway-cors", { allowOrigins: ["https://app.example.com"] })] as const,
  ["documentation", atRoot("x-amazon-apigateway-documentation", { version: "1" })] as const,
  [
    "endpoint-configuration",
    atRoot("x-amazon-apigateway-endpoint-configuration", { disableExecuteApiEndpoint: true }),
  ] as const,
  [
    "gateway-responses",
    atRoot("x-amazon-apigateway-gateway-responses", { UNAUTHORIZED: { statusCode: "401" } }),
  ] as const,
  ["importexport-version", atRoot("x-amazon-apigateway-importexport-version", "1.0")] as const,
  ["integration", () => withOperation(operation())] as const,
  [
    "integrations",
    () =>
      withOperation(operation({ $ref: "#/components/x-amazon-apigateway-integrations/one" }), {
        components: { "x-amazon-apigateway-integrations": { one: httpProxy() } },
      }),
  ] as const,
  ["minimum-compression-size", atRoot("x-amazon-apigateway-minimum-compression-size", 1024)] as const,
  [
    "policy",
    atRoot("x-amazon-apigateway-policy", {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" }],
    }),
  ] as const,
  [
    "request-validator",
    () =>
      withOperation(operation(httpProxy(), { "x-amazon-apigateway-request-validator": "all" }), {
        "x-amazon-apigateway-request-validators": {
          all: { validateRequestBody: true, validateRequestParameters: true },
        },
      }),
  ] as const,
  [
    "request-validators",
    atRoot("x-amazon-apigateway-request-validators", { all: { validateRequestBody: true } }),
  ] as const,
  ["security-policy", atRoot("x-amazon-apigateway-security-policy", "TLS_1_2")] as const,
  [
    "tag-value",
    () => withOperation(operation(), { tags: [{ name: "team", "x-amazon-apigateway-tag-value": "a" }] }),
  ] as const,
].map(([name, document]) => ({
  area: "Extensions",
  name: `x-amazon-apigateway-${name}`,
  source: extension(name),
  document,
}));

const authorizers = rows("Authorizers", extension("authorizer"), {
  "`type: token`": () => guarded(lambdaScheme({ type: "token" })),
  "`type: token` with `identityValidationExpression`": () =>
    guarded(lambdaScheme({ type: "token", identityValidationExpression: "Bearer .+" })),
  "`type: request`": (kind) => guarded(requestScheme(kind)),
  "`type: request`, payload format 1.0": (kind) =>
    guarded(requestScheme(kind, { authorizerPayloadFormatVersion: "1.0" })),
  "`type: request`, payload format 2.0": (kind) =>
    guarded(requestScheme(kind, { authorizerPayloadFormatVersion: "2.0" })),
  "`enableSimpleResponses`": (kind) =>
    guarded(requestScheme(kind, { authorizerPayloadFormatVersion: "2.0", enableSimpleResponses: true })),
  "`authorizerResultTtlInSeconds`": (kind) => guarded(requestScheme(kind, { authorizerResultTtlInSeconds: 60 })),
  "`authorizerCredentials`": (kind) =>
    guarded(requestScheme(kind, { authorizerCredentials: "arn:aws:iam::123456789012:role/x" })),
  "`type: jwt`": () =>
    guarded(
      {
        type: "oauth2",
        flows: {},
        "x-amazon-apigateway-authorizer": {
          type: "jwt",
          identitySource: "$request.header.Authorization",
          jwtConfiguration: { issuer: "https://issuer.example.com", audience: ["a"] },
        },
      },
      ["read"],
    ),
  "`type: cognito_user_pools`": () =>
    guarded({
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authtype": "cognito_user_pools",
      "x-amazon-apigateway-authorizer": {
        type: "cognito_user_pools",
        providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_ABCdef123"],
      },
    }),
  "`authtype: awsSigv4` (AWS_IAM)": () =>
    guarded({ type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" }),
  "API keys": () => guarded({ type: "apiKey", name: "x-api-key", in: "header" }),
});

const integrations = rows("Integrations", extension("integration"), {
  "`http_proxy`": () => withOperation(operation()),
  "`http`": () =>
    withOperation(
      operation({
        type: "http",
        httpMethod: "GET",
        uri: "https://backend.example.com/x",
        responses: { default: { statusCode: "200" } },
      }),
    ),
  "`aws_proxy`, a Lambda function, payload format 1.0": () => withOperation(operation(functionProxy())),
  "`aws_proxy`, a Lambda function, payload format 2.0": () =>
    withOperation(operation(functionProxy({ payloadFormatVersion: "2.0" }))),
  "`aws`, a Lambda function": () =>
    withOperation(
      operation({
        type: "aws",
        httpMethod: "POST",
        uri: functionUri("x"),
        responses: { default: { statusCode: "200" } },
      }),
    ),
  "`aws`, another service": () =>
    withOperation(
      operation({
        type: "aws",
        httpMethod: "POST",
        uri: "arn:aws:apigateway:eu-west-1:sqs:path/123456789012/queue",
        responses: { default: { statusCode: "200" } },
      }),
    ),
  "`integrationSubtype` (AWS services of HTTP APIs)": () =>
    withOperation(operation(functionProxy({ integrationSubtype: "SQS-SendMessage" }))),
  "`mock`": () =>
    withOperation(
      operation({
        type: "mock",
        requestTemplates: { "application/json": '{"statusCode": 200}' },
        responses: { default: { statusCode: "200" } },
      }),
    ),
  "VPC link: a URL": () => withOperation(operation(httpProxy({ connectionType: "VPC_LINK", connectionId: "abc123" }))),
  "VPC link: a URL and `integrationTarget`": () =>
    withOperation(
      operation(
        httpProxy({
          connectionType: "VPC_LINK",
          connectionId: "abc123",
          integrationTarget: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/x/1234567890abcdef",
        }),
      ),
    ),
  "VPC link: the ARN of a listener": () =>
    withOperation(
      operation(
        httpProxy({
          connectionType: "VPC_LINK",
          connectionId: "abc123",
          uri: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/x/1234567890abcdef/1234567890abcdef",
        }),
      ),
    ),
  "VPC link: a Cloud Map service": () =>
    withOperation(
      operation(
        httpProxy({
          connectionType: "VPC_LINK",
          connectionId: "abc123",
          uri: "arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-1234567890abcdef",
        }),
      ),
    ),
});

const fields = rows("Fields of an integration", extension("integration"), {
  "`requestParameters`, `integration.request.…`": () =>
    withOperation(
      operation(httpProxy({ requestParameters: { "integration.request.header.X-Id": "context.requestId" } })),
    ),
  "`requestParameters`, `overwrite:…`": () =>
    withOperation(operation(httpProxy({ requestParameters: { "overwrite:header.x-id": "$context.requestId" } }))),
  "`responseParameters`": () =>
    withOperation(
      operation(httpProxy({ responseParameters: { "200": { "overwrite:header.x-id": "$context.requestId" } } })),
    ),
  "`requestTemplates` (VTL)": () =>
    withOperation(
      operation({
        type: "http",
        httpMethod: "POST",
        uri: "https://backend.example.com/x",
        requestTemplates: { "application/json": "#set($a = $input.path('$.a'))$a" },
        responses: { default: { statusCode: "200" } },
      }),
    ),
  "`responseTemplates` (VTL)": () =>
    withOperation(
      operation({
        type: "http",
        httpMethod: "GET",
        uri: "https://backend.example.com/x",
        responses: { default: { statusCode: "200", responseTemplates: { "application/json": "$input.json('$')" } } },
      }),
    ),
  "`passthroughBehavior`": () => withOperation(operation(httpProxy({ passthroughBehavior: "when_no_match" }))),
  "`contentHandling`": () =>
    withOperation(
      operation({
        type: "http",
        httpMethod: "GET",
        uri: "https://backend.example.com/x",
        contentHandling: "CONVERT_TO_TEXT",
        responses: { default: { statusCode: "200" } },
      }),
    ),
  "`timeoutInMillis`": () => withOperation(operation(httpProxy({ timeoutInMillis: 1000 }))),
  "`responseTransferMode: STREAM`": () => withOperation(operation(httpProxy({ responseTransferMode: "STREAM" }))),
  "`credentials`": () => withOperation(operation(httpProxy({ credentials: "arn:aws:iam::123456789012:role/x" }))),
  "`cacheKeyParameters`": () => withOperation(operation(httpProxy({ cacheKeyParameters: ["method.request.path.id"] }))),
  "`cacheNamespace`": () => withOperation(operation(httpProxy({ cacheNamespace: "x" }))),
  "`tlsConfig.insecureSkipVerification`": () =>
    withOperation(operation(httpProxy({ tlsConfig: { insecureSkipVerification: true } }))),
  "`tlsConfig.serverNameToVerify`": () =>
    withOperation(
      operation(
        httpProxy({
          connectionType: "VPC_LINK",
          connectionId: "abc123",
          uri: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/x/1234567890abcdef/1234567890abcdef",
          tlsConfig: { serverNameToVerify: "backend.example.com" },
        }),
      ),
    ),
});

const files = rows("Files", `${guide}api-gateway-import-api.html`, {
  "OpenAPI 3.0": () => withOperation(operation()),
  "OpenAPI 3.1": () => ({ ...withOperation(operation()), openapi: "3.1.0" }),
  "Swagger 2.0": () => {
    const { openapi: _, ...rest } = withOperation(operation());
    return { swagger: "2.0", ...rest };
  },
  "security of the root": (kind) =>
    withPaths(
      { "/x": { get: { ...operation(), security: undefined } } },
      { security: [{ guard: [] }], components: { securitySchemes: { guard: requestScheme(kind) } } },
    ),
  "`${AWS::Region}` and its like": () =>
    withOperation(operation(functionProxy({ uri: functionUri("x").replaceAll("eu-west-1", "${AWS::Region}") }))),
  "a `$default` route": () =>
    withPaths({ "/$default": { "x-amazon-apigateway-any-method": { ...operation(), isDefaultRoute: true } } }),
});

export const samples: readonly Sample[] = [...files, ...extensions, ...authorizers, ...integrations, ...fields];
