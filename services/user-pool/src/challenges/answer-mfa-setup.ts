import type { User } from "../user.ts";
import { invalidSession } from "./failures.ts";
import { finish } from "./finish.ts";
import { openSession } from "./session.ts";
import type { Place, SignInStep, SignInUses } from "./sign-in-step.ts";

/**
 * Answers MFA_SETUP, after VerifySoftwareToken: the authenticator app is asked for from the next sign-in on.
 * @throws {NotAuthorized} for a session in which no code was verified
 */
export const answerMfaSetup = async (
  place: Place,
  { session }: { readonly session: string },
  uses: SignInUses,
): Promise<SignInStep> => {
  const { user, challenge, sessionHash } = await openSession(place, { name: "MFA_SETUP", session }, uses);
  if (!challenge.verified) throw invalidSession();
  const change = { session: sessionHash, softwareToken: { enabled: true, preferred: true } };
  return finish(place, { user: user as User, change }, uses);
};
