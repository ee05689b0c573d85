import { z } from "zod";
import { eventAttributes, type Metadata, metadataOf, type Subject } from "./event-attributes.ts";
import { invokeTrigger, type Occasion, type TriggerUses } from "./invoke-trigger.ts";

export interface Authenticated extends Occasion {
  readonly user: Subject;
  readonly clientMetadata?: Metadata;
}

/**
 * Tells that a user has proved who they are, and asks whether that is enough. Devices are not known here.
 * @throws as invokeTrigger, where not
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html
 */
export const postAuthentication = async (
  { user, clientMetadata, ...who }: Authenticated,
  uses: TriggerUses,
): Promise<void> => {
  const request = { userAttributes: eventAttributes(user), newDeviceUsed: false, ...metadataOf(clientMetadata) };
  const call = { ...who, trigger: "PostAuthentication", source: "PostAuthentication_Authentication" } as const;
  await invokeTrigger({ ...call, request, response: {} }, z.object({}), uses);
};
