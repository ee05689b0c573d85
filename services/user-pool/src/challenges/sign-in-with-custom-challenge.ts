import { asStored } from "../alias.ts";
import { askPreAuthentication } from "./ask-pre-authentication.ts";
import { nextCustomStep, notConfigured } from "./custom-step.ts";
import type { Place, SignInStep, SignInUses } from "./sign-in-step.ts";
import { unknownUser } from "./sign-in-with-password.ts";

/**
 * Begins to sign in by challenges that the pool's own functions make and judge.
 * @throws {UserNotFound} where the client may know who there is
 * @throws {InvalidParameter} in a pool without such functions
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html
 */
export const signInWithCustomChallenge = async (
  place: Place,
  { name }: { readonly name: string },
  uses: SignInUses,
): Promise<SignInStep> => {
  if (!place.pool.triggers.functions.DefineAuthChallenge) throw notConfigured();
  const user = await uses.users.lookUp(place.pool, name);
  if (!user && !place.client.hidesUnknownUsers) throw unknownUser(place);
  await askPreAuthentication(place, { user, name }, uses);
  const username = user?.username ?? asStored(place.pool, name);
  return nextCustomStep(place, { user, username, results: [] }, uses);
};
