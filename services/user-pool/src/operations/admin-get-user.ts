import { z } from "zod";
import type { Uses } from "../world.ts";
import { UserNotFound } from "./failures.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { poolId, username } from "./shapes.ts";
import { adminUser } from "./user-description.ts";

/**
 * A federated user is found by username alone.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html
 */
export const adminGetUser = operation({
  input: z.object({ UserPoolId: poolId, Username: username }),
  signed: true,
  async run({ UserPoolId, Username }, uses: Uses<"records" | "users">) {
    const pool = await foundPool(UserPoolId, uses);
    const user = await uses.users.find(pool.id, pool.caseSensitive ? Username : Username.toLowerCase());
    if (!user) throw new UserNotFound();
    return adminUser(user);
  },
});
