import type { Client } from "../config/user-pool-client.ts";
import { looksLikeRefreshToken } from "../tokens/refresh-token.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import type { Uses } from "../world.ts";

/** Only refresh tokens can be revoked; they take their access and id tokens with them. */
export class NotRefreshToken extends Error {
  override name = "NotRefreshToken";
}

/**
 * Ends the family of a refresh token. One that is unknown, another client's or revoked already is no error (RFC 7009, 2.2),
 * and one from the middle of a rotated chain ends nothing: the newest and the sign-in's own do.
 * @throws {NotRefreshToken}
 */
export const revokeRefreshToken = async (
  { token, client }: { token: string; client: Client },
  { families, now }: Uses<"families" | "now">,
): Promise<void> => {
  if (!looksLikeRefreshToken(token)) throw new NotRefreshToken("the token is not a refresh token");
  const presented = await families.find(hashOf(token));
  if (presented?.family.clientId !== client.id) return;
  if (presented.newest || presented.original) await families.revoke(presented.family.originJti, now());
};
