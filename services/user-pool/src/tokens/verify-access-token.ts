import { errors, type JWTVerifyOptions, jwtVerify } from "jose";
import { z } from "zod";
import type { SigningKeys } from "./signing-keys.ts";

/** Of whom and of what an access token speaks, after every check of the token alone. */
export interface AccessToken {
  readonly username: string;
  readonly sub: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly issuedAt: Date;
  /** Absent where the client's tokens cannot be revoked one by one. */
  readonly originJti: string | undefined;
}

export class InvalidAccessToken extends Error {
  override name = "InvalidAccessToken";
}

export class ExpiredAccessToken extends InvalidAccessToken {
  override name = "ExpiredAccessToken";
}

/** Exactly one spelling of a token is accepted; jose would bear blanks and padding in the signature. */
const form = /^[\w-]{2,}\.[\w-]{2,}\.[\w-]{342}$/;
const longest = 16_384;

const claims = z.object({
  sub: z.string(),
  client_id: z.string(),
  token_use: z.literal("access"),
  username: z.string(),
  scope: z.string(),
  iat: z.number(),
  origin_jti: z.string().optional(),
});

/** Every check explicit: the algorithm, the issuer, the claims that must be there, and no tolerance, as it is our own clock. */
const checks = (issuer: string, now: Date): JWTVerifyOptions => ({
  algorithms: ["RS256"],
  issuer,
  requiredClaims: ["sub", "iss", "exp", "iat", "auth_time", "client_id", "token_use", "username", "scope"],
  clockTolerance: 0,
  currentDate: now,
});

/**
 * Verifies a pool's own access token: signed by a key of the pool for access tokens, in time, and nothing but that kind.
 * Whether it was revoked since is another question.
 * @throws {ExpiredAccessToken} only for a token that is otherwise good.
 * @throws {InvalidAccessToken} for everything else.
 */
export const verifyAccessToken = async (
  token: string,
  { keys, issuer, now }: { keys: SigningKeys; issuer: string; now: Date },
): Promise<AccessToken> => {
  if (token.length > longest || !form.test(token)) throw new InvalidAccessToken("not of the form of an access token");
  try {
    const { payload } = await jwtVerify(token, keyNamed(keys), checks(issuer, now));
    return accessTokenOf(claims.parse(payload));
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new ExpiredAccessToken("it has expired", { cause: error });
    throw new InvalidAccessToken((error as Error).message, { cause: error });
  }
};

const keyNamed =
  ({ published }: SigningKeys) =>
  ({ kid }: { kid?: string }) => {
    const key = published.find((candidate) => candidate.signs === "access" && candidate.kid === kid);
    if (!key) throw new InvalidAccessToken(`signed by key ${kid}, which is none of the pool's for access tokens`);
    return key.publicKey;
  };

const accessTokenOf = (token: z.output<typeof claims>): AccessToken => ({
  username: token.username,
  sub: token.sub,
  clientId: token.client_id,
  scopes: token.scope.split(" "),
  issuedAt: new Date(token.iat * 1000),
  originJti: token.origin_jti,
});
