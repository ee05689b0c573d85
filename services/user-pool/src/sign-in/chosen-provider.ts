import type { Provider } from "../config/identity-provider.ts";
import { native } from "../config/native-users.ts";
import type { Client } from "../config/user-pool-client.ts";
import type { Parameters } from "../parameters.ts";
import type { Uses } from "../world.ts";

/** Where a request would have its user sign in: at a provider, at the pool itself, or wherever the user likes. */
export type Choice = Provider | typeof native | undefined | "not an option";

/** By `identity_provider` or by `idp_identifier`, and enabled for the client. */
export const chosenProvider = async (
  query: Parameters,
  client: Client,
  { records }: Uses<"records">,
): Promise<Choice> => {
  const name = query.get("identity_provider");
  const identifier = query.get("idp_identifier");
  if (name === undefined && identifier === undefined) return undefined;
  if (name === native) return client.providers.includes(native) ? native : "not an option";
  const provider = await (name === undefined
    ? records.findProviderByIdentifier(client.poolId, identifier ?? "")
    : records.findProvider(client.poolId, name));
  return provider && client.providers.includes(provider.name) ? provider : "not an option";
};

/** The name by which sessions and clients know it. */
export const nameOf = (chosen: Exclude<Choice, "not an option">): string | undefined =>
  typeof chosen === "object" ? chosen.name : chosen;
