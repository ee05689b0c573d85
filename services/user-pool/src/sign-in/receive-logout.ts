import { randomUUID } from "node:crypto";
import type { Provider } from "../config/identity-provider.ts";
import { logoutResponse } from "../saml/logout-messages.ts";
import type { IdpMetadata } from "../saml/metadata.ts";
import { redirectUrl } from "../saml/redirect-binding.ts";
import { SamlRefusal } from "../saml/refusal.ts";
import {
  type LogoutMessage,
  readLogoutMessage,
  type VerifiedLogoutRequest,
  verifyLogoutRequest,
  verifyLogoutResponse,
} from "../saml/verify-logout.ts";
import { withRenewal } from "../saml/with-renewal.ts";
import type { Uses } from "../world.ts";
import { entityIdOf, sloOf } from "./service-provider.ts";

type World = Uses<"records" | "metadata" | "samlKeys" | "logouts" | "now" | "publicUrl">;

interface Posted {
  /** The form field. */
  readonly message: unknown;
  readonly relayState: string | undefined;
}

/**
 * The provider's answer to a LogoutRequest of the pool. Whatever is wrong with it, the logout waits on for a good one.
 * @returns where the browser goes on, as /logout was asked
 * @throws {SamlRefusal}
 */
export const receiveLogoutResponse = async ({ message, relayState }: Posted, world: World): Promise<string> => {
  const response = readLogoutMessage(message, "LogoutResponse");
  const pending = await world.logouts.find(response.claimed.inResponseTo, world.now());
  const provider = pending && (await world.records.findProvider(pending.poolId, pending.provider));
  if (!pending || !provider?.signOut || pending.relayState !== relayState)
    throw unknown("a logout that waits, and its RelayState", response.claimed.inResponseTo);
  const expected = { slo: sloOf(world.publicUrl), now: world.now() };
  await withRenewal(world.metadata(provider), (idp) =>
    verifyLogoutResponse(response, { ...expected, idp }, pending.requestId),
  );
  if (await world.logouts.take(pending.requestId, world.now())) return pending.location;
  throw new SamlRefusal("SAML_REPLAYED", { expected: "a logout not finished", received: pending.requestId });
};

/** What a provider's own logout came to. */
export interface EndedByProvider {
  /** How many sessions of browsers were ended. */
  readonly sessions: number;
  /** Where the provider waits for the answer; undefined where its metadata do not say. */
  readonly location: string | undefined;
}

/**
 * The provider's own request to end a person's sessions.
 * @throws {SamlRefusal}
 */
export const receiveLogoutRequest = async ({ message, relayState }: Posted, world: World): Promise<EndedByProvider> => {
  const request = readLogoutMessage(message, "LogoutRequest");
  const asking = await verifiedBy(request, world);
  const sessions = await world.logouts.endSessions(
    asking.map(({ provider, idp, verified }) => ({
      poolId: provider.poolId,
      provider: provider.name,
      nameId: verified.nameId,
      sessionIndexes: verified.sessionIndexes,
      request: { issuer: idp.entityId, id: verified.id, expires: verified.expires },
    })),
  );
  const [first] = asking;
  if (sessions === undefined || !first)
    throw new SamlRefusal("SAML_REPLAYED", { expected: "a message not used before", received: first?.verified.id });
  return { sessions, location: await answerTo(first, relayState, world) };
};

interface Asking {
  readonly provider: Provider;
  readonly idp: IdpMetadata;
  readonly verified: VerifiedLogoutRequest;
}

/** One identity provider may be several providers of pools: its message counts for each that it is verified for. */
const verifiedBy = async (request: LogoutMessage, world: World): Promise<readonly Asking[]> => {
  const asking: Asking[] = [];
  let refusal: unknown = unknown("a provider with IDPSignout", request.claimed.issuer);
  for (const provider of await world.records.listSignOutProviders())
    try {
      asking.push(...(await verifiedFor(provider, request, world)));
    } catch (error) {
      if (!(error instanceof SamlRefusal)) throw error;
      if (error.code !== "SAML_PROVIDER_UNAVAILABLE") refusal = error;
    }
  if (asking.length === 0) throw refusal;
  return asking;
};

const verifiedFor = async (
  provider: Provider,
  request: LogoutMessage,
  { metadata, publicUrl, now }: World,
): Promise<readonly Asking[]> => {
  const source = metadata(provider);
  if ((await source.current()).entityId !== request.claimed.issuer) return [];
  const expected = { slo: sloOf(publicUrl), now: now() };
  return await withRenewal(source, (idp) => [
    { provider, idp, verified: verifyLogoutRequest(request, { ...expected, idp }) },
  ]);
};

const answerTo = async (
  { provider: { poolId }, idp, verified }: Asking,
  relayState: string | undefined,
  { samlKeys, now }: World,
) => {
  const destination = idp.sloResponseUrl ?? idp.sloRedirectUrl;
  if (destination === undefined) return undefined;
  const envelope = { id: `_${randomUUID()}`, issuedAt: now(), entityId: entityIdOf(poolId), destination };
  const xml = logoutResponse({ ...envelope, inResponseTo: verified.id });
  const { privateKey } = await samlKeys.signing(poolId);
  return redirectUrl({ parameter: "SAMLResponse", xml, destination, relayState, signedBy: privateKey });
};

const unknown = (expected: string, received: string) => new SamlRefusal("SAML_LOGOUT_UNKNOWN", { expected, received });
