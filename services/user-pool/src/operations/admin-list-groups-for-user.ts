import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundUser } from "./found-user.ts";
import { groupDescription } from "./group-description.ts";
import { operation } from "./operation.ts";
import { limit, nextPage, pageOf, pageToken } from "./pages.ts";
import { poolId, username } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListGroupsForUser.html */
export const adminListGroupsForUser = operation({
  input: z.object({
    UserPoolId: poolId,
    Username: username,
    Limit: limit.optional(),
    NextToken: pageToken.optional(),
  }),
  signed: true,
  async run({ Limit, NextToken, ...input }, uses: Uses<"records" | "users" | "groups">) {
    const { user } = await foundUser(input, uses);
    const { groups, next } = await uses.groups.list(user.poolId, user, pageOf(Limit, NextToken));
    return { Groups: groups.map(groupDescription), ...nextPage("NextToken", next) };
  },
});
