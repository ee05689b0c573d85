import { provesPassword, type SrpProof } from "../passwords/srp.ts";
import { type CustomWay, nextCustomStep, tellOfWrongPassword } from "./custom-step.ts";
import { NotAuthorized } from "./failures.ts";
import { afterPassword } from "./next-step.ts";
import { type Answered, openSession } from "./session.ts";
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
  const answered = await openSession(place, { name: "PASSWORD_VERIFIER", session }, uses);
  const { user, open, challenge } = answered;
  const way = challenge.results && { user, username: open.username, results: challenge.results };
  const judging = { judge: () => isRight(answered, proof, uses), uses };
  const proven = await judgeAttempt(place, { user, name: open.username }, judging).catch(async (error) => {
    if (way && error instanceof NotAuthorized) await tellOfWrongPassword(place, way, uses);
    throw error;
  });
  return way ? afterRightPassword(place, way, uses) : afterPassword(place, { user: proven, change: {} }, uses);
};

const isRight = async (
  { user, open, challenge, sessionHash }: Answered<"PASSWORD_VERIFIER">,
  proof: SrpProof,
  uses: SignInUses,
) => {
  const exchange = { poolId: open.poolId, username: open.username, ...challenge };
  const taken = await uses.challenges.take(sessionHash, uses.now());
  // The password may have been changed since the exchange began.
  const stored = user && (await uses.passwords.find(user));
  const right = provesPassword(exchange, proof) && proof.secretBlock === challenge.secretBlock;
  return taken && right && stored?.verifier === challenge.verifier;
};

const afterRightPassword = (place: Place, way: CustomWay, uses: SignInUses) => {
  const result = { challengeName: "PASSWORD_VERIFIER", challengeResult: true } as const;
  return nextCustomStep(place, { ...way, results: [...way.results, result] }, uses);
};
