import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundGroup, presentGroup } from "./found-group.ts";
import { groupDescription } from "./group-description.ts";
import { operation } from "./operation.ts";
import { freeText, groupName, poolId, precedence, roleArn } from "./shapes.ts";

/**
 * What is left out stays as it is.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateGroup.html
 */
export const updateGroup = operation({
  input: z.object({
    UserPoolId: poolId,
    GroupName: groupName,
    Description: freeText.optional(),
    RoleArn: roleArn.optional(),
    Precedence: precedence.optional(),
  }),
  signed: true,
  async run({ Description, RoleArn, Precedence, ...input }, uses: Uses<"records" | "groups" | "now">) {
    const group = await foundGroup(input, uses);
    const changes = { description: Description, roleArn: RoleArn, precedence: Precedence };
    return { Group: groupDescription(presentGroup(await uses.groups.update(group, changes, uses.now()))) };
  },
});
