import type { UserPoolSettings } from "../config/user-pool.ts";

/** The second factors of a pool, as GetUserPoolMfaConfig tells them: those that are off are not told. */
export const mfaConfigurationOf = ({ MfaConfiguration, EnabledMfas = [] }: UserPoolSettings) => ({
  MfaConfiguration,
  ...(EnabledMfas.includes("SOFTWARE_TOKEN_MFA") ? { SoftwareTokenMfaConfiguration: { Enabled: true } } : {}),
});
