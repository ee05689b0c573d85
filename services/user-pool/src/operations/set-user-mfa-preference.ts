import { z } from "zod";
import { prefer } from "../software-tokens/preference.ts";
import type { AccessTokenUses } from "../tokens/live-access-token.ts";
import type { Uses } from "../world.ts";
import { mfaPreference, preferenceOf } from "./mfa-preference.ts";
import { operation } from "./operation.ts";
import { token } from "./shapes.ts";
import { signedInUser } from "./signed-in-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserMFAPreference.html */
export const setUserMfaPreference = operation({
  input: z.object({ AccessToken: token, SoftwareTokenMfaSettings: mfaPreference.optional() }),
  signed: false,
  leftOut: { SMSMfaSettings: "SMS", EmailMfaSettings: "e-mail", WebAuthnMfaSettings: "passkeys" },
  async run({ AccessToken, SoftwareTokenMfaSettings }, uses: AccessTokenUses & Uses<"softwareTokens" | "accounts">) {
    const user = await signedInUser(AccessToken, uses);
    if (SoftwareTokenMfaSettings) await prefer(user, preferenceOf(SoftwareTokenMfaSettings), uses);
    return {};
  },
});
