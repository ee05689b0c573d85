import { BadToken } from "./bad-token.ts";

type Claims = Readonly<Record<string, unknown>>;

/** Which tokens an authorizer accepts. */
export interface ExpectedClaims {
  readonly issuer: string;
  readonly audiences: readonly string[];
}

/**
 * Checks a verified token's claims in the order in which API Gateway documents them, without a tolerance.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * @param now seconds since the epoch.
 * @throws {BadToken}
 */
export const checkClaims = (claims: Claims, { issuer, audiences }: ExpectedClaims, now: number): void => {
  if (claims.iss !== issuer) throw new BadToken("issuer does not match", `the token's issuer is ${shown(claims.iss)}`);
  if (!audiencesIn(claims).some((each) => audiences.includes(each)))
    throw new BadToken(
      "the token does not have a valid audience",
      `the token is for ${shown(claims.aud ?? claims.client_id)}`,
    );
  checkTimes(claims, now);
};

/** `client_id` counts only where there is no `aud` at all: Cognito's access tokens have none. */
const audiencesIn = ({ aud, client_id: clientId }: Claims): readonly string[] => {
  const named = aud === undefined ? clientId : aud;
  const all = Array.isArray(named) && named === aud ? named : [named];
  return all.filter((each) => typeof each === "string");
};

/** @throws {BadToken} */
export const checkTimes = ({ exp, nbf, iat }: Claims, now: number): void => {
  if (!isTime(exp) || exp <= now) throw new BadToken("the token has expired", `the token's exp is ${shown(exp)}`);
  // Unconfirmed: the words for these two.
  if (nbf !== undefined && (!isTime(nbf) || nbf > now))
    throw new BadToken("the token is not valid yet", `the token's nbf is ${shown(nbf)}`);
  if (iat !== undefined && (!isTime(iat) || iat > now))
    throw new BadToken("the token is used before issued", `the token's iat is ${shown(iat)}`);
};

const isTime = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** The scopes of a token: `scope` as most issuers write it, `scp` as some do; words in a text, or a list. */
export const scopesIn = ({ scope, scp }: Claims): readonly string[] => {
  const given = scope ?? scp;
  if (typeof given === "string") return given.split(" ").filter((each) => each !== "");
  return Array.isArray(given) ? given.filter((each) => typeof each === "string") : [];
};

const shown = (value: unknown) => (JSON.stringify(value) ?? "not there").slice(0, 200);
