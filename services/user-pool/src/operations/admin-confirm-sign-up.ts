import { z } from "zod";
import { refuseConfirmed } from "../sign-up/confirm-sign-up.ts";
import { noClient, type TriggerUses } from "../triggers/invoke-trigger.ts";
import { postConfirmation } from "../triggers/post-confirmation.ts";
import type { Uses } from "../world.ts";
import { foundUser } from "./found-user.ts";
import { operation } from "./operation.ts";
import { clientMetadata, poolId, username } from "./shapes.ts";

/**
 * Confirms a user without a code, and verifies no address.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminConfirmSignUp.html
 */
export const adminConfirmSignUp = operation({
  input: z.object({ UserPoolId: poolId, Username: username, ClientMetadata: clientMetadata.optional() }),
  signed: true,
  async run({ ClientMetadata, ...input }, uses: TriggerUses & Uses<"users" | "accounts" | "now">) {
    const { pool, user } = await foundUser(input, uses);
    refuseConfirmed(user);
    const confirmed = await uses.accounts.change(user, { status: "CONFIRMED" }, uses.now());
    const of = { poolId: pool.id, clientId: noClient, username: user.username, user: confirmed };
    const source = "PostConfirmation_ConfirmSignUp";
    await postConfirmation({ ...of, source, clientMetadata: ClientMetadata }, uses);
    return {};
  },
});
