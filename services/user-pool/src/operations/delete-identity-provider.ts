import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { foundDeclaredProvider } from "./found-provider.ts";
import { operation } from "./operation.ts";
import { poolId, providerName } from "./shapes.ts";

/**
 * Clients that list the provider keep its name, and cannot be updated with it any more: so the real service was seen
 * to do. One that the pool's file names is there again after the next start.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteIdentityProvider.html
 */
export const deleteIdentityProvider = operation({
  input: z.object({ UserPoolId: poolId, ProviderName: providerName }),
  signed: true,
  async run({ UserPoolId, ProviderName }, uses: Uses<"records" | "providers">) {
    const pool = await foundPool(UserPoolId, uses);
    await foundDeclaredProvider(pool.id, ProviderName, uses);
    await uses.providers.remove(pool.id, ProviderName);
    return {};
  },
});
