import { checkClaims, type ExpectedClaims, scopesIn } from "./check-claims.ts";
import { claimTexts } from "./claim-texts.ts";
import { readCompactJws } from "./compact-jws.ts";
import { insufficientScope, missingToken, refusalFor } from "./jwt-refused.ts";
import type { KeysOfIssuer } from "./keys-of-issuers.ts";
import { rsaAlgorithms } from "./rsa-algorithms.ts";
import { verifySignature } from "./verify-signature.ts";
import { withoutBearer } from "./without-bearer.ts";

/** A JWT authorizer of an HTTP API, at one of its routes. */
export interface JwtRules extends ExpectedClaims {
  /** The route's scopes, of which a token needs one; none: no scope is asked for. */
  readonly scopes: readonly string[];
}

/** What the token says, once it is accepted: `requestContext.authorizer.jwt` of the backend's event. */
export interface JwtAuthorization {
  /** As texts, by name. */
  readonly claims: Readonly<Record<string, string>>;
  /** Those of the token; null at a route that asks for none. */
  readonly scopes: readonly string[] | null;
}

interface Ports {
  readonly keys: KeysOfIssuer;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Authorizes a request by its token, as an HTTP API's JWT authorizer does.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * @param value of the identity source: the token, alone or after `Bearer `; undefined where there is none.
 * @throws {JwtRefused}
 */
export const authorizeJwt = async (
  value: string | undefined,
  rules: JwtRules,
  { keys, now }: Ports,
): Promise<JwtAuthorization> => {
  if (!value) throw missingToken();
  try {
    const jws = readCompactJws(withoutBearer(value));
    await verifySignature(jws, keys(rules.issuer), rsaAlgorithms);
    checkClaims(jws.claims, rules, now() / 1000);
    const scopes = scopesIn(jws.claims);
    if (rules.scopes.length > 0 && !rules.scopes.some((each) => scopes.includes(each)))
      throw insufficientScope(rules.scopes, scopes);
    return { claims: claimTexts(jws.payload), scopes: rules.scopes.length > 0 ? scopes : null };
  } catch (error) {
    throw refusalFor(error, rules.scopes);
  }
};
