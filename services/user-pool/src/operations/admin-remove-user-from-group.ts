import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundGroup } from "./found-group.ts";
import { foundUser } from "./found-user.ts";
import { operation } from "./operation.ts";
import { groupName, poolId, username } from "./shapes.ts";

/**
 * It is no error that the user was not in the group.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRemoveUserFromGroup.html
 */
export const adminRemoveUserFromGroup = operation({
  input: z.object({ UserPoolId: poolId, Username: username, GroupName: groupName }),
  signed: true,
  async run(input, uses: Uses<"records" | "users" | "groups">) {
    const { user } = await foundUser(input, uses);
    await uses.groups.removeMember(await foundGroup(input, uses), user.username);
    return {};
  },
});
