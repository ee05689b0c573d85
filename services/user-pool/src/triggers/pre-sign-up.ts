import { z } from "zod";
import type { Attributes } from "../user.ts";
import { type Metadata, metadataOf } from "./event-attributes.ts";
import { invokeTrigger, type Occasion, type TriggerUses } from "./invoke-trigger.ts";

export interface SigningUp extends Occasion {
  readonly source: "PreSignUp_SignUp" | "PreSignUp_AdminCreateUser" | "PreSignUp_ExternalProvider";
  readonly attributes: Attributes;
  readonly validationData?: Metadata;
  readonly clientMetadata?: Metadata;
}

const response = z.object({
  autoConfirmUser: z.boolean(),
  autoVerifyEmail: z.boolean(),
  autoVerifyPhone: z.boolean(),
});

/** What the trigger says of somebody whom it lets in. */
export type Verdict = z.output<typeof response>;

const nothing: Verdict = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };

/**
 * Asks whether somebody may become a user, who has no `sub` yet.
 * @throws as invokeTrigger, where not
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
 */
export const preSignUp = async (
  { attributes, validationData, clientMetadata, ...who }: SigningUp,
  uses: TriggerUses,
): Promise<Verdict> => {
  const federated = who.source === "PreSignUp_ExternalProvider";
  const request = {
    userAttributes: federated
      ? { "cognito:email_alias": "", "cognito:phone_number_alias": "", ...attributes }
      : attributes,
    validationData: validationData ?? (federated ? {} : null),
    ...metadataOf(clientMetadata),
  };
  return (await invokeTrigger({ ...who, trigger: "PreSignUp", request, response: nothing }, response, uses)) ?? nothing;
};

/** The attributes of somebody whose addresses the trigger vouches for. */
export const withVerified = (attributes: Attributes, { autoVerifyEmail, autoVerifyPhone }: Verdict): Attributes => ({
  ...attributes,
  ...(autoVerifyEmail && attributes.email !== undefined ? { email_verified: "true" } : {}),
  ...(autoVerifyPhone && attributes.phone_number !== undefined ? { phone_number_verified: "true" } : {}),
});
