import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundGroup } from "./found-group.ts";
import { groupDescription } from "./group-description.ts";
import { operation } from "./operation.ts";
import { groupName, poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetGroup.html */
export const getGroup = operation({
  input: z.object({ UserPoolId: poolId, GroupName: groupName }),
  signed: true,
  async run(input, uses: Uses<"records" | "groups">) {
    return { Group: groupDescription(await foundGroup(input, uses)) };
  },
});
