import type { Stage } from "../apis/stage.ts";
import type { ApiRequest } from "../request/client-request.ts";
import type { Route } from "./api.ts";
import type { GivenKey } from "./api-keys.ts";

/** A request on its way: what the steps so far have found out. */
export interface Exchange {
  readonly request: ApiRequest;
  readonly stage: Stage;
  readonly route: Route;
  /** Raw values of the template's parameters. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** Null on an open route. */
  readonly authorization: Authorization | null;
  /** Null where the route wants none, and where none was shown. */
  readonly apiKey: GivenKey | null;
}

/** Who asks, once the authorizer let the request through. */
export type Authorization = LambdaAuthorization | ClaimsAuthorization | IamAuthorization;

/** What a function said. */
export interface LambdaAuthorization {
  readonly kind: "lambda";
  readonly principalId: string;
  /** Every value as a string, as `$context.authorizer.x` shows it. */
  readonly context: Readonly<Record<string, string>>;
  /** Milliseconds that the function took; 0 when the answer came from the cache (Unconfirmed). */
  readonly integrationLatency: number;
  /** The value of the caller's API key, where the authorizer named one. */
  readonly usageIdentifierKey?: string;
}

/** What the token of a user pool says. */
export interface ClaimsAuthorization {
  readonly kind: "claims";
  /** Every value as a string, as functions and `$context.authorizer.claims.x` see it. */
  readonly claims: Readonly<Record<string, string>>;
}

/** Whose credentials signed the request. */
export interface IamAuthorization {
  readonly kind: "iam";
  readonly identity: SignerIdentity;
}

/** As `requestContext.identity` and `$context.identity.x` name it. */
export interface SignerIdentity {
  readonly accountId: string;
  readonly caller: string;
  readonly accessKey: string;
  readonly userArn: string;
  readonly user: string;
}
