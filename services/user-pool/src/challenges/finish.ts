import { randomUUID } from "node:crypto";
import type { AccountChange, NewFamily } from "../account.ts";
import { newRefreshToken } from "../tokens/refresh-token.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import { postAuthentication } from "../triggers/post-authentication.ts";
import { preTokenGeneration } from "../triggers/pre-token-generation.ts";
import type { User } from "../user.ts";
import type { Place, SignInStep, SignInUses } from "./sign-in-step.ts";

/** The one scope of tokens that the API issues. */
export const apiScopes = ["aws.cognito.signin.user.admin"];

interface Ending {
  readonly user: User;
  readonly change: AccountChange;
}

/**
 * The end of a sign-in: at the API the token family begins in the transaction in which the last challenge ends. The pool's
 * triggers are asked before, and end it with nothing done.
 */
export const finish = async (place: Place, { user, change }: Ending, uses: SignInUses): Promise<SignInStep> => {
  const { pool, client, clientMetadata } = place;
  const of = { poolId: pool.id, clientId: client.id, username: user.username, user, clientMetadata };
  await postAuthentication(of, uses);
  const source = change.password ? "TokenGeneration_NewPasswordChallenge" : "TokenGeneration_Authentication";
  const atApi = place.by === "api";
  const overrides = atApi ? await preTokenGeneration({ ...of, source, scopes: apiScopes }, uses) : undefined;
  const ofTokens = { authTime: uses.now(), eventId: randomUUID(), refreshToken: newRefreshToken() };
  const family = atApi ? familyOf(place, user, ofTokens) : undefined;
  const signedIn = await uses.accounts.change(user, { ...change, family }, ofTokens.authTime);
  const begun = family && { originJti: family.originJti, refreshToken: ofTokens.refreshToken, overrides };
  return { signedIn: { user: signedIn, authTime: ofTokens.authTime, eventId: ofTokens.eventId, family: begun } };
};

const familyOf = (
  { client }: Place,
  { poolId, username }: User,
  { authTime, eventId, refreshToken }: { authTime: Date; eventId: string; refreshToken: string },
): NewFamily => ({
  originJti: randomUUID(),
  poolId,
  clientId: client.id,
  username,
  scopes: apiScopes,
  authTime,
  eventId,
  begunBy: "api",
  tokenHash: hashOf(refreshToken),
  expires: new Date(authTime.getTime() + client.lifetimes.refresh * 1000),
});
