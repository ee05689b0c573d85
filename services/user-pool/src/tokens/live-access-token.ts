import { decodeJwt } from "jose";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import { type AccessToken, InvalidAccessToken, verifyAccessToken } from "./verify-access-token.ts";

/** A good token whose rights have been taken back since: by a revocation or a global sign-out. */
export class RevokedAccessToken extends Error {
  override name = "RevokedAccessToken";
}

export interface LiveAccessToken {
  readonly token: AccessToken;
  readonly poolId: string;
  /** Undefined when the user was deleted since. */
  readonly user: User | undefined;
}

export type AccessTokenUses = Uses<"records" | "users" | "families" | "signingKeys" | "issuer" | "now">;

/**
 * Verifies an access token and that nothing has ended it.
 * @throws {InvalidAccessToken} or its subclass {ExpiredAccessToken}
 * @throws {RevokedAccessToken}
 */
export const liveAccessToken = async (text: string, uses: AccessTokenUses): Promise<LiveAccessToken> => {
  const poolId = claimedPool(text);
  if (!(await uses.records.findPool(poolId))) throw new InvalidAccessToken(`no pool ${poolId}`);
  const keys = await uses.signingKeys(poolId);
  const token = await verifyAccessToken(text, { keys, issuer: uses.issuer(poolId), now: uses.now() });
  const user = await uses.users.find(poolId, token.username);
  if (user && user.sub !== token.sub) throw new InvalidAccessToken("the username is another user's now");
  await refuseRevoked(token, user, uses);
  return { token, poolId, user };
};

/** The pool that the token says it is of; the verification then holds it to that pool's issuer and key. */
const claimedPool = (text: string): string => {
  try {
    return /([\w-]{1,55})$/.exec(decodeJwt(text).iss ?? "")?.[1] ?? "";
  } catch (error) {
    throw new InvalidAccessToken("not a JWT", { cause: error });
  }
};

/** Tokens without `origin_jti` can be ended by a global sign-out alone; `iat` counts whole seconds. */
const refuseRevoked = async ({ originJti, issuedAt }: AccessToken, user: User | undefined, uses: Uses<"families">) => {
  const revoked =
    originJti === undefined
      ? user?.tokensNotBefore !== undefined && issuedAt < user.tokensNotBefore
      : await uses.families.isRevoked(originJti);
  if (revoked) throw new RevokedAccessToken();
};
