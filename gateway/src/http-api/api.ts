import type { IdentitySource } from "../authorizers/identity.ts";

/** What an OpenAPI file means to the gateway when it is imported into an HTTP API: checked, resolved, nothing left to guess. */

/** An HTTP API as imported. */
export interface Api {
  readonly routes: readonly Route[];
  /** Null: API Gateway answers no preflight and adds no CORS header (`x-amazon-apigateway-cors` is not given). */
  readonly cors: Cors | null;
  /** Whether the API answers at its domains alone, and its own endpoint has no route. */
  readonly disableExecuteApiEndpoint: boolean;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
export interface Route {
  /** `GET /trades/{tradeId}`, `ANY /{proxy+}` or `$default`, as functions and logs see it. */
  readonly routeKey: string;
  /** `GET`, …, or `ANY`, which `$default` takes as well. */
  readonly method: string;
  /** The template, `/trades/{tradeId}`; null for `$default`, which takes what no other route does. */
  readonly path: string | null;
  readonly authorization: RouteAuthorization;
  readonly integration: Integration;
  /** Where in the file the operation stands, for messages: `config/api.yaml:12`. */
  readonly place: string;
}

/** Who may call a route: exactly one of these. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html */
export type RouteAuthorization =
  | { readonly type: "NONE" }
  | { readonly type: "AWS_IAM" }
  | { readonly type: "CUSTOM"; readonly authorizer: LambdaAuthorizer }
  /** A token needs any one of the scopes; an empty list asks for none. */
  | { readonly type: "JWT"; readonly authorizer: JwtAuthorizer; readonly scopes: readonly string[] };

export type Authorizer = LambdaAuthorizer | JwtAuthorizer;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html */
export interface LambdaAuthorizer {
  readonly kind: "REQUEST";
  /** The security scheme's name. */
  readonly name: string;
  /** The function's ARN, still with `${stageVariables.x}`. */
  readonly functionArn: string;
  readonly payloadFormatVersion: "1.0" | "2.0";
  /** The function answers `{isAuthorized}` instead of a policy; format 2.0 only. */
  readonly enableSimpleResponses: boolean;
  /** `$request.header.x` and its like, in the file's order; where there is none the function is asked about every request. */
  readonly identitySources: readonly IdentitySource[];
  /** Seconds that an answer is reused for; 0 turns the cache off. */
  readonly resultTtl: number;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html */
export interface JwtAuthorizer {
  readonly kind: "JWT";
  /** The security scheme's name. */
  readonly name: string;
  /** An `https://` or `http://` URL, character by character as tokens name it in `iss`. May hold `${stageVariables.x}`. */
  readonly issuer: string;
  /** A token is for any one of these, by `aud` or else by `client_id`. */
  readonly audience: readonly string[];
  /** A header or a query parameter. */
  readonly identitySource: IdentitySource;
}

/** `x-amazon-apigateway-cors`: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */
export interface Cors {
  /** Origins such as `https://app.example.com`, or `*`, `https://*` and `http://*`. */
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  /** Seconds; null where the file names none. */
  readonly maxAge: number | null;
  readonly allowCredentials: boolean;
}

export type Integration = HttpProxy | LambdaProxy;

/** HTTP_PROXY: the request goes on, over the open network to a URL or over a VPC link to a load balancer or Cloud Map service. */
export interface HttpProxy {
  readonly type: "HTTP_PROXY";
  /** The method towards the backend; `ANY` keeps the client's. */
  readonly httpMethod: string;
  readonly connection: InternetConnection | VpcLinkConnection;
  readonly requestMappings: readonly RequestMapping[];
  readonly responseMappings: ReadonlyMap<number, readonly ResponseMapping[]>;
  /** Milliseconds, 50 to 30000. */
  readonly timeout: number;
}

export interface InternetConnection {
  readonly type: "INTERNET";
  /** `http://` or `https://`, with `{param}` and `${stageVariables.x}` still in it. */
  readonly uri: string;
}

export interface VpcLinkConnection {
  readonly type: "VPC_LINK";
  /** The VPC link's id, still with `${stageVariables.x}`. */
  readonly id: string;
  /** The ARN of a listener or of a Cloud Map service, still with `${stageVariables.x}`. */
  readonly arn: string;
  /** The name that the backend's certificate is for; null: plain HTTP. */
  readonly serverName: string | null;
}

/** AWS_PROXY with a Lambda function. */
export interface LambdaProxy {
  readonly type: "AWS_PROXY";
  /** Still with `${stageVariables.x}`. */
  readonly functionArn: string;
  readonly payloadFormatVersion: "1.0" | "2.0";
  /** None of them changes the path: nobody has told what the event would say then. */
  readonly requestMappings: readonly RequestMapping[];
  readonly responseMappings: ReadonlyMap<number, readonly ResponseMapping[]>;
  /** Milliseconds, 50 to 30000. */
  readonly timeout: number;
}

export type Action = "append" | "overwrite" | "remove";

/** `overwrite:header.x-user-id: $context.authorizer.userId`: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html */
export type RequestMapping =
  | {
      readonly action: Action;
      readonly to: { readonly in: "header" | "querystring"; readonly name: string };
      readonly value: MappingValue;
    }
  | { readonly action: "overwrite"; readonly to: { readonly in: "path" }; readonly value: MappingValue };

export type ResponseMapping =
  | {
      readonly action: Action;
      readonly to: { readonly in: "header"; readonly name: string };
      readonly value: MappingValue;
    }
  | { readonly action: "overwrite"; readonly to: { readonly in: "statuscode" }; readonly value: MappingValue };

/** The pieces of a value in their order: `${request.path.id}-x` has two, `$request.path.id` one, and `''` none. */
export type MappingValue = readonly MappingPiece[];

export type MappingPiece =
  | { readonly kind: "static"; readonly text: string }
  | { readonly kind: "context" | "stageVariable"; readonly name: string }
  /** A parameter of the request that the client sent, or of the response that the backend sent. */
  | { readonly kind: "header" | "querystring" | "pathParameter"; readonly name: string }
  /** The whole path of the request, without the stage. */
  | { readonly kind: "path" }
  /** The names that lead from the body's root to the value; none for the body as it is. */
  | { readonly kind: "body"; readonly steps: readonly (string | number)[] };
