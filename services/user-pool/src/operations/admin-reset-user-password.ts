import { z } from "zod";
import { recoveryDestination } from "../codes/destination.ts";
import { recoveryFault, sendPasswordCode } from "../passwords/forgot-password.ts";
import { noClient, type TriggerUses } from "../triggers/invoke-trigger.ts";
import type { Uses } from "../world.ts";
import { InvalidParameter } from "./failures.ts";
import { foundUser } from "./found-user.ts";
import { operation } from "./operation.ts";
import { clientMetadata, poolId, username } from "./shapes.ts";

/**
 * The user must set another password by the code that is sent.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminResetUserPassword.html
 */
export const adminResetUserPassword = operation({
  input: z.object({ UserPoolId: poolId, Username: username, ClientMetadata: clientMetadata.optional() }),
  signed: true,
  async run({ ClientMetadata, ...input }, uses: TriggerUses & Uses<"users" | "accounts" | "now">) {
    const { pool, user } = await foundUser(input, uses);
    const destination = recoveryDestination(pool, user.attributes);
    const fault = recoveryFault(user, destination);
    if (fault || !destination) throw fault ?? new InvalidParameter();
    const whom = { user, clientId: noClient, clientMetadata: ClientMetadata, resets: true };
    await sendPasswordCode(whom, destination, uses);
    return {};
  },
});
