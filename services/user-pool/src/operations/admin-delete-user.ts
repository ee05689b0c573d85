import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundUser, stillThere } from "./found-user.ts";
import { operation } from "./operation.ts";
import { poolId, username } from "./shapes.ts";

/**
 * The profile goes with its memberships, sessions and tokens. Who signs in again is a new user with another `sub`.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html
 */
export const adminDeleteUser = operation({
  input: z.object({ UserPoolId: poolId, Username: username }),
  signed: true,
  async run(input, uses: Uses<"records" | "users">) {
    const { user } = await foundUser(input, uses);
    stillThere(await uses.users.remove(user));
    return {};
  },
});
