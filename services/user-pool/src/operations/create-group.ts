import { z } from "zod";
import type { Uses } from "../world.ts";
import { GroupExists } from "./failures.ts";
import { foundPool } from "./found.ts";
import { groupDescription } from "./group-description.ts";
import { operation } from "./operation.ts";
import { freeText, groupName, poolId, precedence, roleArn } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
export const createGroup = operation({
  input: z.object({
    UserPoolId: poolId,
    GroupName: groupName,
    Description: freeText.optional(),
    RoleArn: roleArn.optional(),
    Precedence: precedence.optional(),
  }),
  signed: true,
  async run({ UserPoolId, GroupName, ...given }, uses: Uses<"records" | "groups" | "now">) {
    const { id, caseSensitive } = await foundPool(UserPoolId, uses);
    const group = await uses.groups.create(
      { poolId: id, name: GroupName },
      {
        description: given.Description,
        roleArn: given.RoleArn,
        precedence: given.Precedence,
        caseSensitive,
        now: uses.now(),
      },
    );
    if (!group) throw new GroupExists();
    return { Group: groupDescription(group) };
  },
});
