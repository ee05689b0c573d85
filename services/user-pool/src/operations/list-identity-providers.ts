import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { limit, nextPage, pageOf, pageToken } from "./pages.ts";
import { epochSeconds, poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListIdentityProviders.html */
export const listIdentityProviders = operation({
  input: z.object({ UserPoolId: poolId, MaxResults: limit.optional(), NextToken: pageToken.optional() }),
  signed: true,
  async run({ UserPoolId, MaxResults, NextToken }, uses: Uses<"records">) {
    const pool = await foundPool(UserPoolId, uses);
    const { found, next } = await uses.records.listProviders(pool.id, pageOf(MaxResults, NextToken));
    const Providers = found.map(({ settings: { ProviderName, ProviderType }, createdAt, modifiedAt }) => ({
      ProviderName,
      ProviderType,
      LastModifiedDate: epochSeconds(modifiedAt),
      CreationDate: epochSeconds(createdAt),
    }));
    return { Providers, ...nextPage("NextToken", next) };
  },
});
