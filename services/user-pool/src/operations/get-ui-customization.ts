import { z } from "zod";
import type { Uses } from "../world.ts";
import { operation } from "./operation.ts";
import { clientId, poolId } from "./shapes.ts";
import { customized, uiCustomizationDescription, uiLeavesOut } from "./ui-customization.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUICustomization.html */
export const getUICustomization = operation({
  input: z.object({ UserPoolId: poolId, ClientId: clientId.optional() }),
  signed: true,
  leftOut: uiLeavesOut,
  async run(input, uses: Uses<"records" | "uiCustomizations">) {
    const of = await customized(input, uses);
    const found = await uses.uiCustomizations.find(of.poolId, of.clientId);
    return { UICustomization: uiCustomizationDescription(of.poolId, found) };
  },
});
