import { z } from "zod";
import type { Challenged, ChallengeResult } from "./challenge-session.ts";
import { eventAttributes, metadataOf } from "./event-attributes.ts";
import { invokeTrigger, type TriggerUses } from "./invoke-trigger.ts";

const parameters = z
  .record(z.string(), z.string())
  .nullish()
  .transform((given) => given ?? {});

const response = z
  .object({
    publicChallengeParameters: parameters,
    privateChallengeParameters: parameters,
    challengeMetadata: z.string().nullish(),
  })
  .transform((answer) => ({
    /** For the client. */
    shown: answer.publicChallengeParameters,
    /** For VerifyAuthChallengeResponse alone. */
    hidden: answer.privateChallengeParameters,
    metadata: answer.challengeMetadata ?? undefined,
  }));

export type CreatedChallenge = z.output<typeof response>;

const blank = { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null };

interface Asked extends Challenged {
  readonly challengeName: string;
  readonly session: readonly ChallengeResult[];
}

/**
 * Makes the challenge that DefineAuthChallenge asked for.
 * @returns undefined where the pool has no such trigger
 * @throws as invokeTrigger
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-create-auth-challenge.html
 */
export const createAuthChallenge = async (
  { user, challengeName, session, clientMetadata, ...who }: Asked,
  uses: TriggerUses,
): Promise<CreatedChallenge | undefined> => {
  const request = {
    userAttributes: eventAttributes(user),
    challengeName,
    session,
    ...metadataOf(clientMetadata),
    userNotFound: user === undefined,
  };
  const call = { ...who, trigger: "CreateAuthChallenge", source: "CreateAuthChallenge_Authentication" } as const;
  return invokeTrigger({ ...call, request, response: blank }, response, uses);
};
