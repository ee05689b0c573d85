import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { groupDescription } from "./group-description.ts";
import { operation } from "./operation.ts";
import { limit, nextPage, pageOf, pageToken } from "./pages.ts";
import { poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListGroups.html */
export const listGroups = operation({
  input: z.object({ UserPoolId: poolId, Limit: limit.optional(), NextToken: pageToken.optional() }),
  signed: true,
  async run({ UserPoolId, Limit, NextToken }, uses: Uses<"records" | "groups">) {
    const pool = await foundPool(UserPoolId, uses);
    const { groups, next } = await uses.groups.list(pool.id, undefined, pageOf(Limit, NextToken));
    return { Groups: groups.map(groupDescription), ...nextPage("NextToken", next) };
  },
});
