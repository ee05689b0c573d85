import { asStored } from "../alias.ts";
import type { ChallengeResult } from "../triggers/challenge-session.ts";
import { askPreAuthentication } from "./ask-pre-authentication.ts";
import { nextCustomStep, notConfigured } from "./custom-step.ts";
import type { Place, SignInStep, SignInUses } from "./sign-in-step.ts";
import { unknownUser } from "./sign-in-with-password.ts";
import { refuseNoPublicValue } from "./sign-in-with-srp.ts";

interface Beginning {
  readonly name: string;
  /** SRP_A, where the sign-in may begin with the password. */
  readonly clientValue?: string | undefined;
}

/**
 * Begins to sign in by challenges that the pool's own functions choose. They may have the password proven first if the
 * client is ready for it.
 * @throws {UserNotFound} where the client may know who there is
 * @throws {InvalidParameter} in a pool without such functions
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html
 */
export const signInWithCustomChallenge = async (
  place: Place,
  { name, clientValue }: Beginning,
  uses: SignInUses,
): Promise<SignInStep> => {
  if (!place.pool.triggers.functions.DefineAuthChallenge) throw notConfigured();
  if (clientValue !== undefined) refuseNoPublicValue(clientValue);
  const user = await uses.users.lookUp(place.pool, name);
  if (!user && !place.client.hidesUnknownUsers) throw unknownUser(place);
  await askPreAuthentication(place, { user, name }, uses);
  const username = user?.username ?? asStored(place.pool, name);
  const results = clientValue === undefined ? [] : [srpBegun];
  return nextCustomStep(place, { user, username, results, clientValue }, uses);
};

const srpBegun: ChallengeResult = { challengeName: "SRP_A", challengeResult: true };
