import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundGroup } from "./found-group.ts";
import { operation } from "./operation.ts";
import { groupName, poolId } from "./shapes.ts";

/**
 * Its members stay users; tokens issued from now on do not name it.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteGroup.html
 */
export const deleteGroup = operation({
  input: z.object({ UserPoolId: poolId, GroupName: groupName }),
  signed: true,
  async run(input, uses: Uses<"records" | "groups">) {
    await uses.groups.remove(await foundGroup(input, uses));
    return {};
  },
});
