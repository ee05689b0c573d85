import { z } from "zod";
import type { UserPoolSettings } from "../config/user-pool.ts";
import type { Uses } from "../world.ts";
import { InvalidParameter } from "./failures.ts";
import { presentPool } from "./found.ts";
import { mfaConfigurationOf } from "./mfa-configuration.ts";
import { operation } from "./operation.ts";
import { mfaConfiguration } from "./pool-settings.ts";
import { poolId } from "./shapes.ts";

/**
 * Replaces the second factors: one that is left out is off.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserPoolMfaConfig.html
 */
export const setUserPoolMfaConfig = operation({
  input: z.object({
    UserPoolId: poolId,
    SoftwareTokenMfaConfiguration: z.object({ Enabled: z.boolean().optional() }).optional(),
    MfaConfiguration: mfaConfiguration.optional(),
  }),
  signed: true,
  leftOut: {
    SmsMfaConfiguration: "nothing is sent",
    EmailMfaConfiguration: "nothing is sent",
    WebAuthnConfiguration: "there are no passkeys",
  },
  unconfirmed: "the wording of refusals",
  async run({ UserPoolId, SoftwareTokenMfaConfiguration, MfaConfiguration = "OFF" }, uses: Uses<"pools" | "now">) {
    const tokens = SoftwareTokenMfaConfiguration?.Enabled ?? false;
    if (MfaConfiguration === "OFF" && tokens)
      throw new InvalidParameter("Invalid MFA configuration given, can't turn off MFA and configure an MFA together.");
    if (MfaConfiguration !== "OFF" && !tokens)
      throw new InvalidParameter(
        `MfaConfiguration ${MfaConfiguration} needs SoftwareTokenMfaConfiguration: no other second factor is supported.`,
      );
    const change = (settings: UserPoolSettings): UserPoolSettings => ({
      ...settings,
      MfaConfiguration,
      EnabledMfas: tokens ? ["SOFTWARE_TOKEN_MFA"] : [],
    });
    const pool = presentPool(UserPoolId, await uses.pools.change(UserPoolId, change, uses.now()));
    return mfaConfigurationOf(pool.settings);
  },
});
