import { z } from "zod";
import { prefer } from "../software-tokens/preference.ts";
import type { Uses } from "../world.ts";
import { foundUser } from "./found-user.ts";
import { mfaPreference, preferenceOf } from "./mfa-preference.ts";
import { operation } from "./operation.ts";
import { poolId, username } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserMFAPreference.html */
export const adminSetUserMfaPreference = operation({
  input: z.object({ UserPoolId: poolId, Username: username, SoftwareTokenMfaSettings: mfaPreference.optional() }),
  signed: true,
  leftOut: { SMSMfaSettings: "SMS", EmailMfaSettings: "e-mail", WebAuthnMfaSettings: "passkeys" },
  async run(
    { SoftwareTokenMfaSettings, ...input },
    uses: Uses<"records" | "users" | "softwareTokens" | "accounts" | "now">,
  ) {
    const { user } = await foundUser(input, uses);
    if (SoftwareTokenMfaSettings) await prefer(user, preferenceOf(SoftwareTokenMfaSettings), uses);
    return {};
  },
});
