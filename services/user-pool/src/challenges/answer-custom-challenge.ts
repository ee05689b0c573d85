import { verifyAuthChallengeResponse } from "../triggers/verify-auth-challenge-response.ts";
import { nextCustomStep, occasionOf } from "./custom-step.ts";
import { invalidSession } from "./failures.ts";
import { openSession } from "./session.ts";
import type { Place, SignInStep, SignInUses } from "./sign-in-step.ts";

/**
 * Answers CUSTOM_CHALLENGE. The session is spent by the attempt, right or wrong; the pool's functions judge it and say
 * what comes next.
 * @throws {NotAuthorized} where they end the sign-in, and for a session that is not good
 */
export const answerCustomChallenge = async (
  place: Place,
  { session, answer }: { readonly session: string; readonly answer: string },
  uses: SignInUses,
): Promise<SignInStep> => {
  const { user, open, challenge, sessionHash } = await openSession(place, { name: "CUSTOM_CHALLENGE", session }, uses);
  if (!(await uses.challenges.take(sessionHash, uses.now()))) throw invalidSession();
  const { name: challengeName, hidden, metadata: challengeMetadata, results } = challenge;
  const way = { user, username: open.username, results };
  const challengeResult = await verifyAuthChallengeResponse({ ...occasionOf(place, way), hidden, answer }, uses);
  const result = { challengeName, challengeResult, challengeMetadata };
  return nextCustomStep(place, { ...way, results: [...results, result] }, uses);
};
