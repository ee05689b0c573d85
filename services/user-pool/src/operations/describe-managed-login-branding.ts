import { z } from "zod";
import type { Uses } from "../world.ts";
import { brandingDescription, brandingId, brandingsTell, presentBranding, unmerged } from "./branding-shapes.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeManagedLoginBranding.html */
export const describeManagedLoginBranding = operation({
  input: z.object({ UserPoolId: poolId, ManagedLoginBrandingId: brandingId, ReturnMergedResources: unmerged }),
  signed: true,
  leftOut: brandingsTell,
  async run({ UserPoolId, ManagedLoginBrandingId }, uses: Uses<"records" | "brandings">) {
    const pool = await foundPool(UserPoolId, uses);
    const branding = presentBranding(await uses.brandings.find(pool.id, ManagedLoginBrandingId));
    return { ManagedLoginBranding: brandingDescription(branding) };
  },
});
