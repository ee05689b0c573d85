import { errors, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from "jose";
import { z } from "zod";
import { Unauthorized } from "./unauthorized.ts";

/** What a verified access token says. */
export interface AccessToken {
  readonly sub: string;
  /** The pool username, `{ProviderName}_{NameID}`: the user's key in the entitlements. */
  readonly username: string;
  readonly clientId: string;
  /** `jti`. */
  readonly tokenId: string;
  /** `origin_jti`: the sign-in that this token goes back to. */
  readonly session: string | undefined;
  /** `cognito:groups`: each group once. Not the user's attribute of that name, which the user may be able to write. */
  readonly groups: readonly string[];
  /** `auth_time`: when the user signed in, in seconds since 1970. */
  readonly authTime: number;
  /** What of it is recorded with a decision, by the claims' own names. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Which tokens are accepted. */
export interface TokenPolicy {
  readonly issuer: string;
  readonly clientIds: readonly string[];
}

/** Cognito's access token names its client in `client_id` and has no `aud`. */
const claims = z.object({
  sub: z.string().min(1).max(255),
  username: z.string().min(1).max(128),
  client_id: z.string(),
  token_use: z.literal("access", { error: "this is not an access token" }),
  jti: z.string().min(1).max(255),
  origin_jti: z.string().min(1).max(255).optional(),
  "cognito:groups": z.array(z.string()).default([]),
  scope: z.string().optional(),
  auth_time: z.int().min(0),
  iat: z.number(),
  exp: z.number(),
});

/** No pool may issue access tokens that live longer (AccessTokenValidity, at most 86400 s). */
const longestLife = 86_400;

/** jose accepts a token without exp, iat, kid or issuer unless it is told otherwise. */
const checks: Omit<JWTVerifyOptions, "issuer"> = {
  algorithms: ["RS256"],
  requiredClaims: ["exp", "iat", "iss", "sub", "jti", "client_id", "token_use", "username", "auth_time"],
  clockTolerance: 5,
  maxTokenAge: longestLife,
};

/**
 * Verifies a Cognito access token.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 * @throws {Unauthorized} when it does not hold; whatever `keys` throws when they cannot be had.
 */
export const verifyAccessToken = async (
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, clientIds }: TokenPolicy,
  currentDate = new Date(),
): Promise<AccessToken> => {
  const payload = await verified(token, keys, { ...checks, issuer, currentDate });
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new Unauthorized(`the token's claims: ${z.prettifyError(parsed.error)}`);
  const { client_id: clientId, iat, exp } = parsed.data;
  if (!clientIds.includes(clientId)) throw new Unauthorized(`the token was issued to another client: ${clientId}`);
  if (exp - iat > longestLife)
    throw new Unauthorized(`the token lives ${exp - iat} s; at most ${longestLife} are accepted`);
  return accessTokenOf(parsed.data);
};

const accessTokenOf = (payload: z.output<typeof claims>): AccessToken => ({
  sub: payload.sub,
  username: payload.username,
  clientId: payload.client_id,
  tokenId: payload.jti,
  session: payload.origin_jti,
  groups: [...new Set(payload["cognito:groups"])],
  authTime: payload.auth_time,
  claims: Object.fromEntries(recordedClaims.map((name) => [name, payload[name]])),
});

const recordedClaims = [
  "sub",
  "username",
  "client_id",
  "cognito:groups",
  "scope",
  "auth_time",
  "origin_jti",
  "jti",
] as const;

const verified = async (token: string, keys: JWTVerifyGetKey, options: JWTVerifyOptions) => {
  const withKid: JWTVerifyGetKey = (header, jws) => {
    // Without a kid jose takes the only key that fits: a token must say which key signed it.
    if (typeof header.kid !== "string") throw new Unauthorized("the token's header has no kid");
    return keys(header, jws);
  };
  try {
    return (await jwtVerify(token, withKid, options)).payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new Unauthorized(`the token: ${error.message}`, { cause: error });
    throw error;
  }
};
