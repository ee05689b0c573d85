import { z } from "zod";
import { codeChange } from "../attributes/change-attributes.ts";
import { deliveryDetails } from "../codes/destination.ts";
import type { AccessTokenUses } from "../tokens/live-access-token.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import type { Uses } from "../world.ts";
import { InvalidParameter } from "./failures.ts";
import { operation } from "./operation.ts";
import { clientMetadata, token, verifiableName } from "./shapes.ts";
import { signedInCaller } from "./signed-in-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAttributeVerificationCode.html */
export const getUserAttributeVerificationCode = operation({
  input: z.object({ AccessToken: token, AttributeName: verifiableName, ClientMetadata: clientMetadata.optional() }),
  signed: false,
  async run({ AccessToken, AttributeName, ClientMetadata }, uses: AccessTokenUses & TriggerUses & Uses<"accounts">) {
    const { user, clientId } = await signedInCaller(AccessToken, uses);
    const address = user.attributes[AttributeName];
    if (address === undefined) throw new InvalidParameter(`User does not have the attribute ${AttributeName}.`);
    const destination = { attribute: AttributeName, address };
    const about = { user, clientId, clientMetadata: ClientMetadata, destination, kind: "attribute" } as const;
    await uses.accounts.change(user, await codeChange(about, uses), uses.now());
    return { CodeDeliveryDetails: deliveryDetails(destination) };
  },
});
