import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundGroup } from "./found-group.ts";
import { operation } from "./operation.ts";
import { limit, nextPage, pageOf, pageToken } from "./pages.ts";
import { groupName, poolId } from "./shapes.ts";
import { listedUser } from "./user-description.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsersInGroup.html */
export const listUsersInGroup = operation({
  input: z.object({
    UserPoolId: poolId,
    GroupName: groupName,
    Limit: limit.optional(),
    NextToken: pageToken.optional(),
  }),
  signed: true,
  async run({ Limit, NextToken, ...input }, uses: Uses<"records" | "users" | "groups">) {
    const { poolId: pool, name: group } = await foundGroup(input, uses);
    const page = await uses.users.list(pool, { filter: undefined, group, ...pageOf(Limit, NextToken) });
    return { Users: page.users.map((user) => listedUser(user, undefined)), ...nextPage("NextToken", page.next) };
  },
});
