import { withStageVariables } from "../../apis/stage-variables.ts";
import { note } from "../../authorizers/decision.ts";
import { type Ending, notingSteps } from "../../authorizers/noting-steps.ts";
import type { Facts } from "../../facts/facts.ts";
import { authorizeJwt, type JwtRules } from "../../jwt/authorize-jwt.ts";
import { JwtRefused } from "../../jwt/jwt-refused.ts";
import type { KeysOfIssuer } from "../../jwt/keys-of-issuers.ts";
import type { RouteAuthorization } from "../api.ts";
import type { Asked, JwtAuthorization } from "../exchange.ts";
import { Refusal } from "../refusal.ts";
import { identityOf } from "./identity.ts";

export interface TokenPorts {
  readonly keys: KeysOfIssuer;
  /** Milliseconds since the epoch. */
  readonly time: () => number;
}

type Guard = Extract<RouteAuthorization, { type: "JWT" }>;

/**
 * Lets a request through whose token a JWT authorizer accepts.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * @throws {Refusal} a 401 or a 403 with `www-authenticate`.
 */
export const authorizeByToken = async (
  guard: Guard,
  asked: Asked,
  facts: Facts,
  { keys, time }: TokenPorts,
): Promise<JwtAuthorization> => {
  const accept = () => authorizeJwt(tokenIn(guard, asked), rulesOf(guard, asked), { keys, now: time });
  try {
    const accepted = await notingSteps(accept, endingOf, facts);
    noteAllowed(accepted.claims, facts);
    return { kind: "jwt", ...accepted };
  } catch (error) {
    throw error instanceof JwtRefused ? refusalOf(error) : error;
  }
};

/** Without a good token, or the right scope, the authorizer itself refuses. */
const endingOf = (error: unknown): Ending | null =>
  error instanceof JwtRefused ? { denied: false, status: error.status, error: error.error } : null;

/** A header that is sent twice is one text to an HTTP API, and so no token: nobody may choose which of them is looked at. */
const tokenIn = ({ authorizer }: Guard, asked: Asked) => {
  const identity = identityOf([authorizer.identitySource], asked);
  return "missing" in identity ? undefined : identity.values[0]?.join(",");
};

const rulesOf = ({ authorizer, scopes }: Guard, { stage }: Asked): JwtRules => ({
  issuer: withStageVariables(authorizer.issuer, stage.variables),
  audiences: authorizer.audience.map((audience) => withStageVariables(audience, stage.variables)),
  scopes,
});

const noteAllowed = ({ sub, iss }: JwtAuthorization["claims"], facts: Facts) =>
  note(
    { effect: "allow", statement: null, cached: false, principalId: sub ?? "", reason: `the token is good: of ${iss}` },
    facts,
  );

const refusalOf = ({ status, reason, authenticate }: JwtRefused) =>
  new Refusal(status === 403 ? "ACCESS_DENIED" : "UNAUTHORIZED", reason, [["www-authenticate", authenticate]]);
