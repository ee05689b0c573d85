import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { idpGroups, type TriggerEvent } from "./app.ts";

let warm: CognitoIdentityProviderClient | undefined;

/**
 * What Cognito calls as the triggers InboundFederation and PostConfirmation. Where the pool is and who asks there comes
 * from the SDK's own variables: as Lambda sets them, and elsewhere `AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER`,
 * `AWS_REGION`, `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
 * @throws {Error} where the groups do not agree, which refuses the sign-in and says why
 */
export const handler = async <Event extends TriggerEvent>(event: Event): Promise<Event> => {
  warm ??= new CognitoIdentityProviderClient();
  return await idpGroups(warm)(event);
};

/** Lets go of the connections, for a process that hosts the function and is about to end. A later event starts afresh. */
export const close = (): void => {
  warm?.destroy();
  warm = undefined;
};
