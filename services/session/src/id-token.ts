import { createHash, timingSafeEqual } from "node:crypto";
import { failure } from "@gatehouse/http/failure.ts";
import { errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import { z } from "zod";

/** The id token does not hold. */
export const BadIdToken = failure("BadIdToken", 401, "Sign in again.");

/** What a verified id token says. */
export interface IdToken {
  readonly username: string;
  readonly email: string | undefined;
  readonly givenName: string | undefined;
  readonly familyName: string | undefined;
  readonly groups: readonly string[];
  /** Seconds since 1970. */
  readonly expiresAt: number;
  readonly nonce: string | undefined;
  readonly accessTokenHash: string | undefined;
}

/** Verifies an id token of the pool for this client. */
export type VerifyIdToken = (token: string) => Promise<IdToken>;

const claims = z.object({
  sub: z.string().min(1).max(255),
  token_use: z.literal("id", { error: "this is not an id token" }),
  "cognito:username": z.string().min(1).max(128),
  "cognito:groups": z.array(z.string()).default([]),
  email: z.string().optional(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  nonce: z.string().optional(),
  at_hash: z.string().optional(),
  iat: z.number(),
  exp: z.number(),
});

/** No pool may issue id tokens that live longer (IdTokenValidity, at most 86400 s). */
const longestLife = 86_400;

/**
 * OpenID Connect Core 3.1.3.7 with Cognito's claims; what jose leaves open unless told is told.
 * @throws {BadIdToken} when it does not hold; whatever `keys` throws when they cannot be had.
 */
export const idTokenVerifier =
  (uses: { keys: JWTVerifyGetKey; issuer: string; clientId: string; now: () => Date }): VerifyIdToken =>
  async (token) => {
    const parsed = claims.safeParse(await payloadOf(token, uses));
    if (!parsed.success) throw refused(`its claims: ${z.prettifyError(parsed.error)}`);
    const { data } = parsed;
    if (data.exp - data.iat > longestLife) throw refused(`it lives ${data.exp - data.iat} s`);
    return {
      username: data["cognito:username"],
      email: data.email,
      givenName: data.given_name,
      familyName: data.family_name,
      groups: data["cognito:groups"],
      expiresAt: data.exp,
      nonce: data.nonce,
      accessTokenHash: data.at_hash,
    };
  };

const payloadOf = async (token: string, uses: Parameters<typeof idTokenVerifier>[0]) => {
  const withKid: JWTVerifyGetKey = (header, jws) => {
    if (typeof header.kid !== "string") throw refused("its header has no kid");
    return uses.keys(header, jws);
  };
  try {
    const { payload } = await jwtVerify(token, withKid, {
      algorithms: ["RS256"],
      issuer: uses.issuer,
      audience: uses.clientId,
      requiredClaims: ["exp", "iat", "sub", "token_use", "cognito:username"],
      clockTolerance: 5,
      maxTokenAge: longestLife,
      currentDate: uses.now(),
    });
    // 3.1.3.7, step 3: an audience beside us is one that nobody told us to trust.
    if (payload.aud !== uses.clientId) throw refused("it is for other clients too");
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw refused(error.message, error);
    throw error;
  }
};

/**
 * Whether the access token is the one that was issued with the id token: 3.1.3.6, the left half of its SHA-256.
 */
export const belongsTo = (accessToken: string, { accessTokenHash }: Pick<IdToken, "accessTokenHash">): boolean => {
  const expected = createHash("sha256").update(accessToken, "ascii").digest().subarray(0, 16);
  const given = Buffer.from(accessTokenHash ?? "", "base64url");
  return given.length === expected.length && timingSafeEqual(given, expected);
};

const refused = (reason: string, cause: unknown = undefined) =>
  new BadIdToken(undefined, { cause: new Error(`the id token: ${reason}`, { cause }) });
