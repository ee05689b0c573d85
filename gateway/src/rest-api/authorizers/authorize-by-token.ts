import { note } from "../../authorizers/decision.ts";
import { notingSteps } from "../../authorizers/noting-steps.ts";
import { authorizeCognitoToken, type CognitoRules } from "../../cognito-tokens/authorize-cognito-token.ts";
import { CognitoRefused } from "../../cognito-tokens/cognito-refused.ts";
import type { UserPool } from "../../cognito-tokens/user-pool.ts";
import type { Facts } from "../../facts/facts.ts";
import type { KeysOfIssuer } from "../../jwt/keys-of-issuers.ts";
import { joinedHeader } from "../../request/headers.ts";
import type { UserPoolAuthorizer } from "../api.ts";
import type { ClaimsAuthorization } from "../exchange.ts";
import { GatewayRefusal } from "../refusal.ts";
import { type ResourcePolicyPorts, requireAllowed } from "../resource-policy/require-allowed.ts";
import { endingOf } from "./ending-of.ts";
import type { Asked } from "./identity.ts";

export interface TokenPorts extends ResourcePolicyPorts {
  readonly keys: KeysOfIssuer;
  /** The `iss` in the tokens of a user pool. */
  readonly issuerOf: (pool: UserPool) => string;
  /** Milliseconds since the epoch. */
  readonly time: () => number;
}

/**
 * Lets a request through by the token of a user pool and then, where the API has one, by its resource policy. A token is
 * looked at anew for each request, whatever the authorizer's time to live says: a cache could only let it outlive itself.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 * @throws {GatewayRefusal} 401, or 403 of the policy; 500 where the pool's keys cannot be had.
 */
export const authorizeByToken = (
  authorizer: UserPoolAuthorizer,
  asked: Asked,
  facts: Facts,
  ports: TokenPorts,
): Promise<ClaimsAuthorization> => notingSteps(() => allowed(authorizer, asked, facts, ports), endingOf, facts);

const allowed = async (authorizer: UserPoolAuthorizer, asked: Asked, facts: Facts, ports: TokenPorts) => {
  const claims = await claimsOf(authorizer, asked, ports);
  const authorization = { kind: "claims" as const, claims };
  const { sub = "", iss } = claims;
  const reason = `the token is good: of ${iss}`;
  note({ effect: "allow", statement: null, cached: false, principalId: sub, reason }, facts);
  requireAllowed(asked, facts, ports, authorization);
  return authorization;
};

const claimsOf = async (authorizer: UserPoolAuthorizer, asked: Asked, { keys, issuerOf, time }: TokenPorts) => {
  const rules: CognitoRules = {
    issuers: authorizer.userPools.map(issuerOf),
    scopes: asked.route.authorizationScopes,
    identityValidationExpression: authorizer.identityValidationExpression,
  };
  try {
    return await authorizeCognitoToken(tokenIn(authorizer, asked), rules, { keys, now: time });
  } catch (error) {
    if (!(error instanceof CognitoRefused)) throw error;
    const { responseType, ...said } = error.answer;
    throw new GatewayRefusal(responseType, error.reason, said);
  }
};

/** A header that is sent twice is no token: nobody may choose which of them is looked at. */
const tokenIn = ({ tokenHeader }: UserPoolAuthorizer, { request }: Asked): string | undefined =>
  joinedHeader(request.headers, tokenHeader);
