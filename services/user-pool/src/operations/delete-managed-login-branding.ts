import { z } from "zod";
import type { Uses } from "../world.ts";
import { brandingId, presentBranding } from "./branding-shapes.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteManagedLoginBranding.html */
export const deleteManagedLoginBranding = operation({
  input: z.object({ ManagedLoginBrandingId: brandingId, UserPoolId: poolId }),
  signed: true,
  async run({ UserPoolId, ManagedLoginBrandingId }, uses: Uses<"records" | "brandings">) {
    const pool = await foundPool(UserPoolId, uses);
    presentBranding(await uses.brandings.find(pool.id, ManagedLoginBrandingId));
    await uses.brandings.remove(pool.id, ManagedLoginBrandingId);
    return {};
  },
});
