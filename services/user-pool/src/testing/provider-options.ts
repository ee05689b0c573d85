import type { configOf } from "./user-pool.ts";

/** The tests' configuration, in which the provider has further details. */
export const withDetails = (details: Readonly<Record<string, string>>) => (config: ReturnType<typeof configOf>) => ({
  ...config,
  IdentityProviders: config.IdentityProviders.map((provider) =>
    provider.ProviderName === "CorpSAML"
      ? { ...provider, ProviderDetails: { ...provider.ProviderDetails, ...details } }
      : provider,
  ),
});
