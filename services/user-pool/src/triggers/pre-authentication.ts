import { z } from "zod";
import { eventAttributes, type Metadata, type Subject } from "./event-attributes.ts";
import { invokeTrigger, type Occasion, type TriggerUses } from "./invoke-trigger.ts";

export interface Authenticating extends Occasion {
  /** Undefined where there is none and the client must not learn that. */
  readonly user: Subject | undefined;
  /** ClientMetadata of InitiateAuth, which this trigger knows under this name. */
  readonly validationData?: Metadata;
}

/**
 * Asks whether a user may sign in, before anything of the user's is looked at.
 * @throws as invokeTrigger, where not
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html
 */
export const preAuthentication = async (
  { user, validationData = {}, ...who }: Authenticating,
  uses: TriggerUses,
): Promise<void> => {
  const request = { userAttributes: eventAttributes(user), validationData, userNotFound: user === undefined };
  const call = { ...who, trigger: "PreAuthentication", source: "PreAuthentication_Authentication" } as const;
  await invokeTrigger({ ...call, request, response: {} }, z.object({}), uses);
};
