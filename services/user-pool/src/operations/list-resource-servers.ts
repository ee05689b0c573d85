import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { nextPage, pageOf, pageToken } from "./pages.ts";
import { resourceServerDescription } from "./resource-server-shapes.ts";
import { poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListResourceServers.html */
export const listResourceServers = operation({
  input: z.object({
    UserPoolId: poolId,
    MaxResults: z.int().min(1).max(50).optional(),
    NextToken: pageToken.optional(),
  }),
  signed: true,
  async run({ UserPoolId, MaxResults = 50, NextToken }, uses: Uses<"records">) {
    const pool = await foundPool(UserPoolId, uses);
    const { found, next } = await uses.records.listResourceServers(pool.id, pageOf(MaxResults, NextToken));
    return {
      ResourceServers: found.map((server) => resourceServerDescription(pool.id, server)),
      ...nextPage("NextToken", next),
    };
  },
});
