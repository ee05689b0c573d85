import { z } from "zod";
import { changeOwnAttributes } from "../attributes/own-changes.ts";
import { deliveryDetails } from "../codes/destination.ts";
import type { AccessTokenUses } from "../tokens/live-access-token.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import type { Uses } from "../world.ts";
import { foundClientOf, foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { clientMetadata, token, userAttributesInput } from "./shapes.ts";
import { signedInCaller } from "./signed-in-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserAttributes.html */
export const updateUserAttributes = operation({
  input: z.object({
    AccessToken: token,
    UserAttributes: userAttributesInput,
    ClientMetadata: clientMetadata.optional(),
  }),
  signed: false,
  async run({ AccessToken, UserAttributes, ClientMetadata }, uses: AccessTokenUses & TriggerUses & Uses<"accounts">) {
    const { user, clientId } = await signedInCaller(AccessToken, uses);
    const pool = await foundPool(user.poolId, uses);
    const client = await foundClientOf(pool.id, clientId, uses);
    const changes = new Map(UserAttributes.map(({ Name, Value }) => [Name, Value]));
    const destinations = await changeOwnAttributes(
      { pool, client, user, changes, clientMetadata: ClientMetadata },
      uses,
    );
    return { CodeDeliveryDetailsList: destinations.map(deliveryDetails) };
  },
});
