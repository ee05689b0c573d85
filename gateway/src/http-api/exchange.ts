import type { Stage } from "../apis/stage.ts";
import type { Facts } from "../facts/facts.ts";
import type { ApiRequest } from "../request/client-request.ts";
import type { Route } from "./api.ts";

/** A request on its way: what the steps so far have found out. */
export interface Exchange {
  readonly request: ApiRequest;
  readonly stage: Stage;
  readonly route: Route;
  /** Raw values of the template's parameters. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** Null on an open route. */
  readonly authorization: Authorization | null;
}

/** What is known when the authorizer is asked. */
export type Asked = Omit<Exchange, "authorization">;

/**
 * Asks the route's authorizer, or lets everybody through where the route has none. Adds to the facts what was decided
 * and why.
 * @throws {Refusal} a 401, a 403 or a 500: whatever is not a clear yes.
 */
export type Authorize = (asked: Asked, facts: Facts) => Promise<Authorization | null>;

/** Who asks, once the authorizer let the request through. */
export type Authorization = LambdaAuthorization | JwtAuthorization | IamAuthorization;

export interface LambdaAuthorization {
  readonly kind: "lambda";
  /** Null where the function named none: simple responses never do. */
  readonly principalId: string | null;
  /** As the function gave it, numbers, lists and maps included; null where it gave none. */
  readonly context: Readonly<Record<string, unknown>> | null;
}

export interface JwtAuthorization {
  readonly kind: "jwt";
  /** Every value as a string, as functions and `$context.authorizer.claims.x` see it. */
  readonly claims: Readonly<Record<string, string>>;
  /** The token's; null where the route asks for none. */
  readonly scopes: readonly string[] | null;
}

/** The caller of a request that was signed with SigV4; null for what the credentials do not have. */
export interface IamAuthorization {
  readonly kind: "iam";
  readonly accessKey: string;
  readonly accountId: string;
  readonly callerId: string;
  readonly principalOrgId: string | null;
  readonly userArn: string;
  readonly userId: string;
  readonly cognitoIdentity: {
    readonly amr: readonly string[];
    readonly identityId: string;
    readonly identityPoolId: string;
  } | null;
}
