import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundDeclaredPool } from "./found.ts";
import { mfaConfigurationOf } from "./mfa-configuration.ts";
import { operation } from "./operation.ts";
import { poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html */
export const getUserPoolMfaConfig = operation({
  input: z.object({ UserPoolId: poolId }),
  signed: true,
  run: async ({ UserPoolId }, uses: Uses<"records">) =>
    mfaConfigurationOf((await foundDeclaredPool(UserPoolId, uses)).settings),
});
