import { z } from "zod";
import type { UserPoolSettings } from "../config/user-pool.ts";
import type { Uses } from "../world.ts";
import { presentPool } from "./found.ts";
import { operation } from "./operation.ts";
import { poolMembers, poolName, poolSettings, poolsLeaveOut } from "./pool-settings.ts";
import { poolId } from "./shapes.ts";

/**
 * Replaces all that can be changed: what is left out goes back to its default.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html
 */
export const updateUserPool = operation({
  input: z.object({ UserPoolId: poolId, PoolName: poolName.optional(), ...poolMembers }),
  signed: true,
  leftOut: poolsLeaveOut,
  unconfirmed: "tags and deletion protection that are left out are taken away like all else",
  async run({ UserPoolId, ...members }, uses: Uses<"pools" | "listedFunctions" | "now">) {
    const change = ({ Id, PoolName, Schema, ...present }: UserPoolSettings) => {
      const { UsernameAttributes, AliasAttributes, UsernameConfiguration, EnabledMfas } = present;
      const fixed = { Id, Schema, UsernameAttributes, AliasAttributes, UsernameConfiguration, EnabledMfas };
      return poolSettings({ PoolName, ...members, ...fixed }, uses);
    };
    presentPool(UserPoolId, await uses.pools.change(UserPoolId, change, uses.now()));
    return {};
  },
});
