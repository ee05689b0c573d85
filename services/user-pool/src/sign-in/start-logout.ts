import { randomUUID } from "node:crypto";
import { logoutRequest } from "../saml/logout-messages.ts";
import { redirectUrl } from "../saml/redirect-binding.ts";
import type { Uses } from "../world.ts";
import type { EndedSession } from "./browser-session.ts";
import { logoutLifetime } from "./pending-logout.ts";
import { entityIdOf } from "./service-provider.ts";

type World = Uses<"records" | "metadata" | "samlKeys" | "logouts" | "now">;

/**
 * Where the browser goes to be signed out at its identity provider, too, with what it waits for remembered: `location`
 * comes after that. Undefined for a provider without IDPSignout or without a logout URL in its metadata.
 * @throws {SamlRefusal} SAML_PROVIDER_UNAVAILABLE
 */
export const startLogout = async (
  { poolId, provider: name, subject }: EndedSession,
  location: string,
  { records, metadata, samlKeys, logouts, now }: World,
): Promise<string | undefined> => {
  const provider = await records.findProvider(poolId, name);
  const destination = provider?.signOut ? (await metadata(provider).current()).sloRedirectUrl : undefined;
  if (destination === undefined) return undefined;
  const [issuedAt, requestId, relayState] = [now(), `_${randomUUID()}`, randomUUID()];
  const expires = new Date(issuedAt.getTime() + logoutLifetime * 1000);
  await logouts.save({ requestId, poolId, provider: name, relayState, location, expires });
  const xml = logoutRequest({ id: requestId, issuedAt, entityId: entityIdOf(poolId), destination, ...subject });
  const { privateKey } = await samlKeys.signing(poolId);
  return redirectUrl({ parameter: "SAMLRequest", xml, destination, relayState, signedBy: privateKey });
};
