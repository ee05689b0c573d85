import type { Provider } from "../config/identity-provider.ts";
import type { Client } from "../config/user-pool-client.ts";
import type { Uses } from "../world.ts";

/** How the page offers the client's identity providers: by name, or by the domain of the user's e-mail address. */
export type ProviderOptions = { readonly names: readonly string[] } | "by domain";

/**
 * One provider has a button; of several that all have an identifier the e-mail address chooses; else each has a button.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managing-saml-idp-naming.html
 */
export const providerOptions = async (client: Client, { records }: Uses<"records">): Promise<ProviderOptions> => {
  const found = await Promise.all(client.providers.map((name) => records.findProvider(client.poolId, name)));
  const providers = found.filter((provider): provider is Provider => provider !== undefined);
  const byDomain = providers.length > 1 && providers.every(({ identifiers }) => identifiers.length > 0);
  return byDomain ? "by domain" : { names: providers.map(({ name }) => name) };
};
