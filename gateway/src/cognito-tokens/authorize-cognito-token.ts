import { BadToken } from "../jwt/bad-token.ts";
import { scopesIn } from "../jwt/check-claims.ts";
import { readCompactJws } from "../jwt/compact-jws.ts";
import { IssuerUnreachable, type KeysOfIssuer } from "../jwt/keys-of-issuers.ts";
import { verifySignature } from "../jwt/verify-signature.ts";
import { withoutBearer } from "../jwt/without-bearer.ts";
import { CognitoRefused } from "./cognito-refused.ts";
import { flatClaims } from "./flat-claims.ts";

/** A COGNITO_USER_POOLS authorizer at one of its methods. */
export interface CognitoRules {
  /** Of the pools in `providerARNs`, as their tokens name them. */
  readonly issuers: readonly string[];
  /** `authorizationScopes` of the method. None: an id token is wanted; else an access token with one of them. */
  readonly scopes: readonly string[];
  /** Must match the whole of an id token's `aud`. */
  readonly identityValidationExpression: RegExp | null;
}

interface Ports {
  readonly keys: KeysOfIssuer;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * Authorizes a request by a token of a user pool, as a REST API does.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 * @param value of the identity source: the token, alone or after `Bearer `; undefined where there is none.
 * @returns the claims as flat texts: `requestContext.authorizer.claims` of the backend's event.
 * @throws {CognitoRefused}
 */
export const authorizeCognitoToken = async (
  value: string | undefined,
  rules: CognitoRules,
  ports: Ports,
): Promise<Readonly<Record<string, string>>> => {
  if (!value) throw unauthorized("there is no token");
  const claims = await verified(value, rules, ports.keys);
  checkTimes(claims, ports.now() / 1000);
  checkUse(claims, rules.scopes);
  checkAudience(claims, rules.identityValidationExpression);
  return flatClaims(claims);
};

/** Which pool's keys are asked is said by the token itself, among those of the authorizer. */
const verified = async (value: string, { issuers }: CognitoRules, keys: KeysOfIssuer): Promise<Claims> => {
  try {
    const jws = readCompactJws(withoutBearer(value));
    const issuer = issuers.find((each) => each === jws.claims.iss);
    if (issuer === undefined) throw unauthorized(`the token is of another issuer: ${shown(jws.claims.iss)}`);
    await verifySignature(jws, keys(issuer), ["RS256"]);
    return jws.claims;
  } catch (error) {
    if (error instanceof BadToken) throw unauthorized(error.reason, error);
    if (error instanceof IssuerUnreachable) throw new CognitoRefused("unreachable", error.message, { cause: error });
    throw error;
  }
};

const checkTimes = ({ exp, nbf, iat }: Claims, now: number) => {
  if (!isTime(exp) || !isTime(iat)) throw unauthorized("the token has no exp or no iat");
  if (exp <= now) throw new CognitoRefused("expired", `the token expired at ${exp}`);
  if (iat > now || (nbf !== undefined && (!isTime(nbf) || nbf > now)))
    throw unauthorized(`the token is not valid before ${shown(nbf ?? iat)}`);
};

const isTime = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

const checkUse = (claims: Claims, wanted: readonly string[]) => {
  const use = wanted.length > 0 ? "access" : "id";
  if (claims.token_use !== use)
    throw unauthorized(`an ${use} token is wanted; the token's use is ${shown(claims.token_use)}`);
  const scopes = scopesIn(claims);
  if (use === "access" && !wanted.some((each) => scopes.includes(each)))
    throw unauthorized(`the token has the scopes [${scopes.join(", ")}]; one of [${wanted.join(", ")}] is needed`);
};

/** An access token of Cognito has no `aud`, so the expression refuses each. */
const checkAudience = ({ aud }: Claims, expression: RegExp | null) => {
  if (expression && !(typeof aud === "string" && expression.test(aud)))
    throw unauthorized(`the token's aud, ${shown(aud)}, does not match ${expression.source}`);
};

const unauthorized = (reason: string, cause?: unknown) => new CognitoRefused("unauthorized", reason, { cause });

const shown = (value: unknown) => (JSON.stringify(value) ?? "not there").slice(0, 200);
