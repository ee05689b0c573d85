import type { ResourcePolicy } from "@gatehouse/iam-policy/resource-policy.ts";
import type { IdentitySource } from "../authorizers/identity.ts";
import type { UserPool } from "../cognito-tokens/user-pool.ts";
import type { Path } from "../json-path/syntax.ts";
import type { Template } from "../vtl/syntax.ts";

/** What an OpenAPI file with `x-amazon-apigateway-*` extensions means to the gateway: checked, resolved, nothing left to guess. */

/** A REST API as imported: its routes and how it answers when it refuses. */
export interface Api {
  readonly routes: readonly Route[];
  /** By response type, e.g. `ACCESS_DENIED`; what the file does not customise is absent. */
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponse>;
  /** Media types whose bodies are handed to functions in base64 (`x-amazon-apigateway-binary-media-types`). */
  readonly binaryMediaTypes: readonly string[];
  /** Who names the API key of a request: its `x-api-key` header, or the authorizer's `usageIdentifierKey`. */
  readonly apiKeySource: "HEADER" | "AUTHORIZER";
  /** `x-amazon-apigateway-policy`; null: the API is left to its authorizers. */
  readonly policy: ResourcePolicy | null;
  /** Bytes from which on an answer is compressed for clients that accept it; null: never. */
  readonly minimumCompressionSize: number | null;
  /** Whether the API answers at its domains alone, and its own endpoint refuses every request. */
  readonly disableExecuteApiEndpoint: boolean;
}

/** One (resource, method) pair. */
export interface Route {
  /** The template: `/trades/{tradeId}`. */
  readonly resource: string;
  /** `GET`, …, or `ANY` for `x-amazon-apigateway-any-method`. */
  readonly method: string;
  /** Null: open to everybody (`security: []`). */
  readonly authorizer: Authorizer | null;
  /** What an access token must hold one of; empty where the authorizer is none for user pools. */
  readonly authorizationScopes: readonly string[];
  readonly apiKeyRequired: boolean;
  readonly parameters: readonly RequiredParameter[];
  /** What a body is held against where the validator says so, by the media type of the request. */
  readonly models: ReadonlyMap<string, Model>;
  readonly validator: { readonly parameters: boolean; readonly body: boolean };
  readonly integration: Integration;
  /** Where in the file the operation stands, for messages: `config/api.yaml:12`. */
  readonly place: string;
}

/** A parameter that the operation declares as required; checked only where a request validator says so. */
export interface RequiredParameter {
  readonly in: "header" | "path" | "querystring";
  readonly name: string;
}

/** A JSON schema (draft 4) with a name. */
export interface Model {
  readonly name: string;
  /** What is wrong with a parsed body of so many bytes, a sentence each; nothing where it fits. */
  readonly faultsOf: (body: unknown, bytes: number) => readonly string[];
}

/** Who must let a request through: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html. */
export type Authorizer = LambdaAuthorizer | UserPoolAuthorizer | IamAuthorizer;

/** A function: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html. */
export interface LambdaAuthorizer {
  /** The security scheme's name. */
  readonly name: string;
  readonly type: "TOKEN" | "REQUEST";
  /** The function's ARN, still with `${stageVariables.x}`. */
  readonly functionArn: string;
  readonly identitySources: readonly IdentitySource[];
  /** TOKEN only: a pattern that the whole token must match. */
  readonly identityValidationExpression: RegExp | null;
  /** Seconds that an answer is reused for; 0 turns the cache off. 300 where the file names none. */
  readonly resultTtl: number;
}

/** The tokens of user pools: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html. */
export interface UserPoolAuthorizer {
  readonly name: string;
  readonly type: "COGNITO_USER_POOLS";
  /** `providerARNs`, one at least. */
  readonly userPools: readonly UserPool[];
  /** The header with the token. */
  readonly tokenHeader: string;
  /** What the whole `aud` of an id token must match. */
  readonly identityValidationExpression: RegExp | null;
  /** Seconds, as for functions; no answer is reused here. */
  readonly resultTtl: number;
}

/** A request signed with AWS credentials: https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html. */
export interface IamAuthorizer {
  readonly name: string;
  readonly type: "AWS_IAM";
}

export type Integration = HttpProxy | LambdaProxy | Http | LambdaFunction | Mock;

/** A service that is asked over HTTP. */
export interface HttpTarget {
  /** The method towards the backend; `ANY` keeps the client's. */
  readonly httpMethod: string;
  /** With `{param}` and `${stageVariables.x}` still in it. */
  readonly uri: string;
  readonly connection: { readonly type: "INTERNET" } | { readonly type: "VPC_LINK"; readonly id: string };
  /** Whether the certificate of an `https://` backend goes unchecked (`tlsConfig.insecureSkipVerification`). */
  readonly skipsVerification: boolean;
  readonly mappings: readonly Mapping[];
  /** Milliseconds: 50 to 29000, or to 900000 where the answer is streamed. */
  readonly timeout: number;
}

/** HTTP_PROXY: the request goes on to `uri`, over the VPC link or the open network. */
export interface HttpProxy extends HttpTarget {
  readonly type: "HTTP_PROXY";
  readonly transferMode: TransferMode;
}

/** AWS_PROXY with a Lambda function. */
export interface LambdaProxy {
  readonly type: "AWS_PROXY";
  readonly functionArn: string;
  readonly transferMode: TransferMode;
  readonly timeout: number;
}

/** `STREAM`: what comes from the backend goes on at once, and may take a quarter of an hour. */
export type TransferMode = "BUFFERED" | "STREAM";

/** HTTP: a request and an answer of its own making, by templates. */
export interface Http extends HttpTarget, Transformed {
  readonly type: "HTTP";
}

/** AWS with a Lambda function: the body, by a template, is the event. */
export interface LambdaFunction extends Transformed {
  readonly type: "AWS";
  readonly functionArn: string;
  readonly mappings: readonly Mapping[];
  readonly timeout: number;
}

/** MOCK: answers by itself. The request template renders to the `statusCode` that chooses a response. */
export interface Mock extends Transformed {
  readonly type: "MOCK";
}

/** What every integration has that is no proxy. */
export interface Transformed {
  /** By media type in lower case, or `$default`; null for an empty template, which leaves the body as it is. */
  readonly requestTemplates: ReadonlyMap<string, Template | null>;
  /** What becomes of a body of a type that has no template. */
  readonly passthrough: "WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "NEVER";
  readonly contentHandling: ContentHandling | null;
  readonly responses: readonly IntegrationResponse[];
}

export type ContentHandling = "CONVERT_TO_TEXT" | "CONVERT_TO_BINARY";

/** How an answer of the backend is given to the client. */
export interface IntegrationResponse {
  /** What the backend's status, or the error message of a function, must match as a whole; null for `default`. */
  readonly pattern: RegExp | null;
  readonly statusCode: number;
  readonly headers: ReadonlyMap<string, ResponseSource>;
  /** As those of the request. */
  readonly templates: ReadonlyMap<string, Template | null>;
  readonly contentHandling: ContentHandling | null;
}

/** `integration.request.header.X-User-Id: context.authorizer.principalId`. */
export interface Mapping {
  readonly to: { readonly in: "header" | "querystring" | "path"; readonly name: string };
  readonly source: MappingSource;
}

export type Source =
  | OfAnywhere
  | {
      readonly kind: "request";
      readonly in: "header" | "querystring" | "path";
      readonly name: string;
      readonly multivalue: boolean;
    };

/** A mapping can take `method.request.body`, too, or a part of it. */
export type MappingSource = Source | { readonly kind: "body"; readonly path: Path | null };

/** `method.response.header.Location: integration.response.body.url`. */
export type ResponseSource =
  | OfAnywhere
  | { readonly kind: "response header"; readonly name: string; readonly multivalue: boolean }
  | { readonly kind: "response body"; readonly path: Path | null };

type OfAnywhere =
  | { readonly kind: "static"; readonly value: string }
  | { readonly kind: "context"; readonly path: string }
  | { readonly kind: "stageVariable"; readonly name: string };

/** A customised gateway response (`x-amazon-apigateway-gateway-responses`). */
export interface GatewayResponse {
  /** Null keeps the built-in status. */
  readonly statusCode: number | null;
  readonly headers: ReadonlyMap<string, Source>;
  /** By media type; empty keeps the built-in template. */
  readonly templates: ReadonlyMap<string, string>;
}
