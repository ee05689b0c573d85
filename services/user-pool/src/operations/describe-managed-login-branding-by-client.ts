import { z } from "zod";
import type { Uses } from "../world.ts";
import { brandingDescription, brandingsTell, presentBranding, unmerged } from "./branding-shapes.ts";
import { foundPool } from "./found.ts";
import { foundDeclaredClient } from "./found-client.ts";
import { operation } from "./operation.ts";
import { clientId, poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeManagedLoginBrandingByClient.html */
export const describeManagedLoginBrandingByClient = operation({
  input: z.object({ UserPoolId: poolId, ClientId: clientId, ReturnMergedResources: unmerged }),
  signed: true,
  leftOut: brandingsTell,
  async run({ UserPoolId, ClientId }, uses: Uses<"records" | "brandings">) {
    const pool = await foundPool(UserPoolId, uses);
    await foundDeclaredClient(pool.id, ClientId, uses);
    const branding = presentBranding(await uses.brandings.findOf(pool.id, ClientId));
    return { ManagedLoginBranding: brandingDescription(branding) };
  },
});
