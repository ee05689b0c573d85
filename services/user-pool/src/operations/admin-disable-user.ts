import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundUser, stillThere } from "./found-user.ts";
import { operation } from "./operation.ts";
import { poolId, username } from "./shapes.ts";

/**
 * The user cannot sign in, and all tokens are revoked: enabling the user does not bring them back.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html
 */
export const adminDisableUser = operation({
  input: z.object({ UserPoolId: poolId, Username: username }),
  signed: true,
  async run(input, uses: Uses<"records" | "users" | "now">) {
    const { user } = await foundUser(input, uses);
    stillThere(await uses.users.disable(user, uses.now()));
    return {};
  },
});
