import { z } from "zod";
import type { Challenged, ChallengeResult } from "./challenge-session.ts";
import { eventAttributes, metadataOf } from "./event-attributes.ts";
import { invokeTrigger, type TriggerUses } from "./invoke-trigger.ts";

const response = z
  .object({
    challengeName: z.string().nullish(),
    issueTokens: z.boolean(),
    failAuthentication: z.boolean(),
  })
  .refine(({ challengeName, issueTokens, failAuthentication }) => issueTokens || failAuthentication || challengeName, {
    message: "expected challengeName, issueTokens or failAuthentication",
  });

/** What comes after the challenges so far. */
export type NextStep = "issue tokens" | "fail" | { readonly challenge: string };

const blank = { challengeName: null, issueTokens: null, failAuthentication: null };

/**
 * Asks what comes next. A function that wants both tokens and a failure gets the failure.
 * @param asked with the challenges that were answered so far
 * @returns undefined where the pool has no such trigger
 * @throws as invokeTrigger
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-define-auth-challenge.html
 */
export const defineAuthChallenge = async (
  { user, session, clientMetadata, ...who }: Challenged & { readonly session: readonly ChallengeResult[] },
  uses: TriggerUses,
): Promise<NextStep | undefined> => {
  const request = {
    userAttributes: eventAttributes(user),
    session,
    ...metadataOf(clientMetadata),
    userNotFound: user === undefined,
  };
  const call = { ...who, trigger: "DefineAuthChallenge", source: "DefineAuthChallenge_Authentication" } as const;
  const answer = await invokeTrigger({ ...call, request, response: blank }, response, uses);
  if (answer === undefined) return undefined;
  if (answer.failAuthentication) return "fail";
  return answer.issueTokens ? "issue tokens" : { challenge: answer.challengeName ?? "" };
};
