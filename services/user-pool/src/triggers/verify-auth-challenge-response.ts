import { z } from "zod";
import type { Challenged } from "./challenge-session.ts";
import { eventAttributes, metadataOf } from "./event-attributes.ts";
import { invokeTrigger, type TriggerUses } from "./invoke-trigger.ts";

const response = z.object({ answerCorrect: z.boolean() });

interface Answered extends Challenged {
  /** What CreateAuthChallenge hid from the client. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly answer: string;
}

/**
 * Asks whether an answer is right. Where nobody can say, it is not.
 * @throws as invokeTrigger
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-verify-auth-challenge-response.html
 */
export const verifyAuthChallengeResponse = async (
  { user, hidden, answer, clientMetadata, ...who }: Answered,
  uses: TriggerUses,
): Promise<boolean> => {
  const request = {
    userAttributes: eventAttributes(user),
    privateChallengeParameters: hidden,
    challengeAnswer: answer,
    ...metadataOf(clientMetadata),
    userNotFound: user === undefined,
  };
  const trigger = "VerifyAuthChallengeResponse";
  const call = { ...who, trigger, source: `${trigger}_Authentication`, request } as const;
  const verdict = await invokeTrigger({ ...call, response: { answerCorrect: null } }, response, uses);
  return verdict?.answerCorrect ?? false;
};
