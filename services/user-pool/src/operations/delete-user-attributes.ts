import { z } from "zod";
import { changeOwnAttributes } from "../attributes/own-changes.ts";
import type { AccessTokenUses } from "../tokens/live-access-token.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import type { Uses } from "../world.ts";
import { foundClientOf, foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { attributeName, token } from "./shapes.ts";
import { signedInCaller } from "./signed-in-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserAttributes.html */
export const deleteUserAttributes = operation({
  input: z.object({ AccessToken: token, UserAttributeNames: z.array(attributeName) }),
  signed: false,
  async run({ AccessToken, UserAttributeNames }, uses: AccessTokenUses & TriggerUses & Uses<"accounts">) {
    const { user, clientId } = await signedInCaller(AccessToken, uses);
    const pool = await foundPool(user.poolId, uses);
    const client = await foundClientOf(pool.id, clientId, uses);
    await changeOwnAttributes(
      { pool, client, user, changes: new Map(UserAttributeNames.map((name) => [name, ""])) },
      uses,
    );
    return {};
  },
});
