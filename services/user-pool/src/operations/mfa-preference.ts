import { z } from "zod";
import { isEnabled, type SoftwareToken } from "../software-tokens/software-token.ts";

export const mfaPreference = z.object({ Enabled: z.boolean().optional(), PreferredMfa: z.boolean().optional() });

export const preferenceOf = ({ Enabled = false, PreferredMfa = false }: z.output<typeof mfaPreference>) => ({
  enabled: Enabled,
  preferred: PreferredMfa,
});

/** What GetUser and AdminGetUser tell of second factors; nothing of a user who has none. */
export const mfaSettings = (token: SoftwareToken | undefined) =>
  isEnabled(token)
    ? {
        ...(token?.preferred ? { PreferredMfaSetting: "SOFTWARE_TOKEN_MFA" } : {}),
        UserMFASettingList: ["SOFTWARE_TOKEN_MFA"],
      }
    : {};
