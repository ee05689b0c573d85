import { randomUUID } from "node:crypto";
import type { Provider } from "../config/identity-provider.ts";
import { authnRequest } from "../saml/authn-request.ts";
import { redirectUrl } from "../saml/redirect-binding.ts";
import { SamlRefusal } from "../saml/refusal.ts";
import { relayState } from "../saml/relay-state.ts";
import type { Trace } from "../trace/trace.ts";
import type { Uses } from "../world.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import { automaticNonce, type PendingSignIn, signInLifetime } from "./pending-sign-in.ts";
import { SentToApplication } from "./refusals.ts";
import { acsOf, entityIdOf } from "./service-provider.ts";

interface Start {
  readonly authorization: AuthorizationRequest;
  readonly provider: Provider;
  readonly browserHash: Buffer;
  readonly trace: Trace;
}

/**
 * Remembers the sign-in and makes the URL that takes the browser to the identity provider.
 * @throws {SentToApplication} when the provider's metadata cannot be had
 */
export const startSignIn = async (
  { authorization, provider, browserHash, trace }: Start,
  world: Uses<"metadata" | "pending" | "attempts" | "relayKey" | "publicUrl" | "now" | "samlKeys">,
): Promise<string> => {
  const idp = await world
    .metadata(provider)
    .current()
    .catch((error) => {
      throw error instanceof SamlRefusal
        ? new SentToApplication(authorization, "server_error", error.wire, { cause: error })
        : error;
    });
  const now = world.now();
  const pending = pendingSignIn({ authorization, provider, id: trace.attemptId }, now);
  trace.learned({ provider: provider.name, pendingUntil: pending.expires });
  trace.reached("sent to provider");
  await world.attempts.record(trace.leg());
  await world.pending.save(pending, browserHash);
  const request = {
    id: pending.requestId,
    issuedAt: now,
    entityId: entityIdOf(pending.poolId),
    acs: acsOf(world.publicUrl),
    destination: idp.ssoRedirectUrl,
  };
  return redirectUrl({
    parameter: "SAMLRequest",
    xml: authnRequest(request),
    destination: request.destination,
    relayState: relayState(relayed(pending, world.publicUrl), world.relayKey, now),
    signedBy: provider.signRequests ? (await world.samlKeys.signing(provider.poolId)).privateKey : undefined,
  });
};

interface Beginning extends Pick<Start, "authorization" | "provider"> {
  /** Of the attempt. */
  readonly id: string;
}

const pendingSignIn = ({ authorization, provider, id }: Beginning, now: Date): PendingSignIn => ({
  id,
  requestId: `_${randomUUID()}`,
  poolId: provider.poolId,
  clientId: authorization.client.id,
  provider: provider.name,
  redirectUri: authorization.redirectUri,
  state: authorization.state,
  responseType: authorization.responseType,
  scopes: authorization.scopes,
  nonce: authorization.nonce ?? automaticNonce(),
  codeChallenge: authorization.codeChallenge,
  resource: authorization.resource,
  expires: new Date(now.getTime() + signInLifetime * 1000),
});

const relayed = (pending: PendingSignIn, publicUrl: string) => ({
  poolId: pending.poolId,
  domain: new URL(publicUrl).hostname,
  clientId: pending.clientId,
  redirectUri: pending.redirectUri,
  responseType: pending.responseType,
  scopes: pending.scopes,
  signIn: pending.id,
  requestId: pending.requestId,
});
