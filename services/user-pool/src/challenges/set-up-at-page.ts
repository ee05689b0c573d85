import { verified } from "../software-tokens/associate.ts";
import { base32 } from "../software-tokens/totp.ts";
import type { User } from "../user.ts";
import { invalidSession } from "./failures.ts";
import { finish } from "./finish.ts";
import { openSession } from "./session.ts";
import type { Place, SignInStep, SignInUses } from "./sign-in-step.ts";

/**
 * Whose authenticator app is being set up, and the secret that waits for its first code.
 * @throws {NotAuthorized} for a session that is not good, and for one whose user has set up an app meanwhile
 */
export const openSetUp = async (place: Place, session: string, uses: SignInUses) => {
  const { user, sessionHash } = await openSession(place, { name: "MFA_SETUP", session }, uses);
  const token = await uses.softwareTokens.find(user as User);
  if (!token?.pending || token.secret) throw invalidSession();
  return { user: user as User, sessionHash, secret: base32(token.pending) };
};

interface SetUpAnswer {
  readonly session: string;
  readonly code: string;
  /** What the user calls the device that has the app. */
  readonly name: string | undefined;
}

/**
 * Answers MFA_SETUP at a page, where the first code of the app is the answer, too. A wrong code leaves the session as it is.
 * @throws {EnableSoftwareTokenMfa} for a wrong code
 * @throws {NotAuthorized} for a session that is not good
 */
export const answerSetUp = async (
  place: Place,
  { session, ...shown }: SetUpAnswer,
  uses: SignInUses,
): Promise<SignInStep> => {
  const { user, sessionHash } = await openSetUp(place, session, uses);
  const softwareToken = { ...(await verified(user, shown, uses)), enabled: true, preferred: true };
  return finish(place, { user, change: { session: sessionHash, softwareToken } }, uses);
};
