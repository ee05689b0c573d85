import { type AccessTokenUses, liveAccessToken, RevokedAccessToken } from "../tokens/live-access-token.ts";
import { ExpiredAccessToken, InvalidAccessToken } from "../tokens/verify-access-token.ts";
import type { User } from "../user.ts";
import { NotAuthorized, UserNotFound } from "./failures.ts";

const requiredScope = "aws.cognito.signin.user.admin";

const notAuthorized = (error: unknown) => {
  if (error instanceof ExpiredAccessToken) return new NotAuthorized("Access Token has expired", { cause: error });
  if (error instanceof InvalidAccessToken) return new NotAuthorized("Invalid Access Token", { cause: error });
  if (error instanceof RevokedAccessToken) return new NotAuthorized("Access Token has been revoked", { cause: error });
  return error;
};

/** Who acts on the own account, and at which client. */
export interface Caller {
  readonly user: User;
  readonly clientId: string;
}

/**
 * Whom an access token lets act on the own account.
 * @throws {NotAuthorized} in Cognito's words
 * @throws {UserNotFound} for a user who was deleted since
 */
export const signedInCaller = async (accessToken: string, uses: AccessTokenUses): Promise<Caller> => {
  const { token, user } = await liveAccessToken(accessToken, uses).catch((error) => {
    throw notAuthorized(error);
  });
  if (!token.scopes.includes(requiredScope)) throw new NotAuthorized("Access Token does not have required scopes");
  if (!user) throw new UserNotFound();
  if (!user.enabled) throw new NotAuthorized("User is disabled.");
  return { user, clientId: token.clientId };
};

/** As signedInCaller, for what is the same at every client. */
export const signedInUser = async (accessToken: string, uses: AccessTokenUses): Promise<User> =>
  (await signedInCaller(accessToken, uses)).user;
