import { z } from "zod";
import type { Uses } from "../world.ts";
import {
  brandingDescription,
  brandingId,
  brandingLeavesOut,
  brandingMembers,
  brandingSettings,
  presentBranding,
} from "./branding-shapes.ts";
import { InvalidParameter } from "./failures.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateManagedLoginBranding.html */
export const updateManagedLoginBranding = operation({
  input: z.object({
    UserPoolId: poolId.optional(),
    ManagedLoginBrandingId: brandingId.optional(),
    ...brandingMembers,
  }),
  signed: true,
  leftOut: brandingLeavesOut,
  unconfirmed: "the wording of refusals",
  async run({ UserPoolId, ManagedLoginBrandingId: id, ...members }, uses: Uses<"records" | "brandings" | "now">) {
    if (UserPoolId === undefined || id === undefined)
      throw new InvalidParameter("Expected UserPoolId and ManagedLoginBrandingId.");
    const { id: poolId } = await foundPool(UserPoolId, uses);
    const branding = await uses.brandings.replace({ poolId, id }, brandingSettings(members), uses.now());
    return { ManagedLoginBranding: brandingDescription(presentBranding(branding)) };
  },
});
