import { z } from "zod";
import type { Uses } from "../world.ts";
import { operation } from "./operation.ts";
import { nextPage, pageOf, pageToken } from "./pages.ts";
import { epochSeconds } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html */
export const listUserPools = operation({
  input: z.object({ MaxResults: z.int().min(1).max(60), NextToken: pageToken.optional() }),
  signed: true,
  async run({ MaxResults, NextToken }, { records }: Uses<"records">) {
    const { found, next } = await records.listPools(pageOf(MaxResults, NextToken));
    const UserPools = found.map(({ settings, createdAt, modifiedAt }) => ({
      Id: settings.Id,
      Name: settings.PoolName,
      LambdaConfig: settings.LambdaConfig ?? {},
      LastModifiedDate: epochSeconds(modifiedAt),
      CreationDate: epochSeconds(createdAt),
    }));
    return { UserPools, ...nextPage("NextToken", next) };
  },
});
