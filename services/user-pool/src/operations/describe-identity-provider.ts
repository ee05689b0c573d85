import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundDeclaredProvider } from "./found-provider.ts";
import { identityProviderDescription } from "./identity-provider-description.ts";
import { operation } from "./operation.ts";
import { poolId, providerName } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeIdentityProvider.html */
export const describeIdentityProvider = operation({
  input: z.object({ UserPoolId: poolId, ProviderName: providerName }),
  signed: true,
  async run({ UserPoolId, ProviderName }, uses: Uses<"records" | "metadata" | "samlKeys">) {
    const declared = await foundDeclaredProvider(UserPoolId, ProviderName, uses);
    return { IdentityProvider: await identityProviderDescription(UserPoolId, declared, uses) };
  },
});
