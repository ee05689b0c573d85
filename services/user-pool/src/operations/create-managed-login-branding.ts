import { z } from "zod";
import type { Uses } from "../world.ts";
import { brandingDescription, brandingLeavesOut, brandingMembers, brandingSettings } from "./branding-shapes.ts";
import { ManagedLoginBrandingExists } from "./failures.ts";
import { foundPool } from "./found.ts";
import { foundDeclaredClient } from "./found-client.ts";
import { operation } from "./operation.ts";
import { clientId, poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateManagedLoginBranding.html */
export const createManagedLoginBranding = operation({
  input: z.object({ UserPoolId: poolId, ClientId: clientId, ...brandingMembers }),
  signed: true,
  leftOut: brandingLeavesOut,
  unconfirmed: "the wording of refusals",
  async run({ UserPoolId, ClientId, ...members }, uses: Uses<"records" | "brandings" | "now">) {
    const pool = await foundPool(UserPoolId, uses);
    await foundDeclaredClient(pool.id, ClientId, uses);
    const of = { poolId: pool.id, clientId: ClientId };
    const branding = await uses.brandings.create(of, brandingSettings(members), uses.now());
    if (!branding) throw new ManagedLoginBrandingExists();
    return { ManagedLoginBranding: brandingDescription(branding) };
  },
});
