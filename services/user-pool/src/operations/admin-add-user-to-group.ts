import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundGroup } from "./found-group.ts";
import { foundUser, stillThere } from "./found-user.ts";
import { operation } from "./operation.ts";
import { groupName, poolId, username } from "./shapes.ts";

/**
 * Tokens issued from now on name the group.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminAddUserToGroup.html
 */
export const adminAddUserToGroup = operation({
  input: z.object({ UserPoolId: poolId, Username: username, GroupName: groupName }),
  signed: true,
  async run(input, uses: Uses<"records" | "users" | "groups">) {
    const { user } = await foundUser(input, uses);
    stillThere(await uses.groups.addMember(await foundGroup(input, uses), user.username));
    return {};
  },
});
