import { z } from "zod";
import { eventAttributes, type Metadata, metadataOf, type Subject } from "./event-attributes.ts";
import { invokeTrigger, type Occasion, type TriggerUses } from "./invoke-trigger.ts";

export interface Confirmed extends Occasion {
  readonly source: "PostConfirmation_ConfirmSignUp" | "PostConfirmation_ConfirmForgotPassword";
  readonly user: Subject;
  readonly clientMetadata?: Metadata;
}

/**
 * Tells that a user was confirmed, a federated one by the first sign-in.
 * @throws as invokeTrigger
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html
 */
export const postConfirmation = async (
  { user, clientMetadata, ...who }: Confirmed,
  uses: TriggerUses,
): Promise<void> => {
  const request = { userAttributes: eventAttributes(user), ...metadataOf(clientMetadata) };
  await invokeTrigger({ ...who, trigger: "PostConfirmation", request, response: {} }, z.object({}), uses);
};
