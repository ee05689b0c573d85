import { z } from "zod";
import type { Uses } from "../world.ts";
import { operation } from "./operation.ts";
import { clientId, longText, poolId } from "./shapes.ts";
import { customized, uiCustomizationDescription, uiLeavesOut } from "./ui-customization.ts";

/**
 * Replaces what was set: without CSS there is none any more.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUICustomization.html
 */
export const setUICustomization = operation({
  input: z.object({ UserPoolId: poolId, ClientId: clientId.optional(), CSS: longText.optional() }),
  signed: true,
  leftOut: { ...uiLeavesOut, ImageFile: "there is no place for a logo", domain: "the pool needs none" },
  async run({ CSS, ...input }, uses: Uses<"records" | "uiCustomizations" | "now">) {
    const of = await customized(input, uses);
    const set = await uses.uiCustomizations.set(of, CSS, uses.now());
    return { UICustomization: uiCustomizationDescription(of.poolId, set) };
  },
});
