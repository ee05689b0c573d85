import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundUser } from "./found-user.ts";
import { operation } from "./operation.ts";
import { poolId, username } from "./shapes.ts";

/**
 * Ends all of the user's tokens at every client. The browser's session at the domain goes on.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html
 */
export const adminUserGlobalSignOut = operation({
  input: z.object({ UserPoolId: poolId, Username: username }),
  signed: true,
  async run(input, uses: Uses<"records" | "users" | "families" | "now">) {
    const { user } = await foundUser(input, uses);
    await uses.families.revokeAllOf(user.poolId, user.username, uses.now());
    return {};
  },
});
