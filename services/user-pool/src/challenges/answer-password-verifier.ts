import { provesPassword, type SrpProof } from "../passwords/srp.ts";
import { NotAuthorized } from "./failures.ts";
import { afterPassword } from "./next-step.ts";
import { openSession } from "./session.ts";
import type { Place, SignInStep, SignInUses } from "./sign-in-step.ts";
import { judgeAttempt } from "./sign-in-with-password.ts";

/**
 * Answers PASSWORD_VERIFIER. The session is spent by the attempt, right or wrong.
 * @throws {NotAuthorized} for a wrong password, and a session that is not good
 */
export const answerPasswordVerifier = async (
  place: Place,
  { session, ...proof }: SrpProof & { readonly session: string },
  uses: SignInUses,
): Promise<SignInStep> => {
  const { user, open, challenge, sessionHash } = await openSession(place, { name: "PASSWORD_VERIFIER", session }, uses);
  const exchange = { poolId: open.poolId, username: open.username, ...challenge };
  const judge = async () => {
    const taken = await uses.challenges.take(sessionHash, uses.now());
    // The password may have been changed since the exchange began.
    const stored = user && (await uses.passwords.find(user));
    const right = provesPassword(exchange, proof) && proof.secretBlock === challenge.secretBlock;
    return taken && right && stored?.verifier === challenge.verifier;
  };
  await judgeAttempt(place, { user, name: open.username }, { judge, uses });
  if (!user) throw new NotAuthorized();
  return afterPassword(place, { user, change: {} }, uses);
};
