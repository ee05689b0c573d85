import { stepOfCode } from "../software-tokens/totp.ts";
import type { User } from "../user.ts";
import { CodeMismatch, lockedOut } from "./failures.ts";
import { finish } from "./finish.ts";
import { openSession } from "./session.ts";
import type { Place, SignInStep, SignInUses } from "./sign-in-step.ts";

/**
 * Answers SOFTWARE_TOKEN_MFA. A wrong code leaves the session as it is, and too many lock the second factor as wrong
 * passwords lock the first.
 * @throws {CodeMismatch} @throws {AccountRefused} for a code that counted before
 * @throws {NotAuthorized} for a session that is not good
 */
export const answerSoftwareToken = async (
  place: Place,
  { session, code }: { readonly session: string; readonly code: string },
  uses: SignInUses,
): Promise<SignInStep> => {
  const { user, sessionHash } = await openSession(place, { name: "SOFTWARE_TOKEN_MFA", session }, uses);
  const step = await judgedStep(user as User, code, uses);
  return finish(place, { user: user as User, change: { session: sessionHash, oneTimePassword: step } }, uses);
};

/** No username has a blank in it. */
const triedName = ({ poolId, username }: User) => ({ poolId, name: `${username} SOFTWARE_TOKEN` });

/**
 * The time step of the user's code.
 * @throws {CodeMismatch} @throws {NotAuthorized} while the second factor is locked
 */
export const judgedStep = async (user: User, code: string, { softwareTokens, passwords, now }: SignInUses) => {
  const token = await softwareTokens.find(user);
  const step = token?.secret && stepOfCode(code, { secret: token.secret, now: now(), after: 0 });
  const counts = await passwords.count(triedName(user), { succeeded: step !== undefined, now: now() });
  if (!counts) throw lockedOut();
  if (step === undefined) throw new CodeMismatch();
  return step;
};
