import type { Provider } from "../config/identity-provider.ts";
import { refusedBesideIdpInit } from "../config/idp-initiated.ts";
import type { Client } from "../config/user-pool-client.ts";
import { type Parameters, parametersOf } from "../parameters.ts";
import { SamlRefusal } from "../saml/refusal.ts";
import type { Uses } from "../world.ts";
import { readAuthorizationRequest } from "./authorization-request.ts";
import { automaticNonce, type PendingSignIn } from "./pending-sign-in.ts";
import { SentToApplication, ShownOnPage } from "./refusals.ts";

/** A sign-in that its identity provider began: it answers no request of the pool. */
export interface UnsolicitedSignIn extends Omit<PendingSignIn, "id" | "requestId" | "expires"> {
  readonly requestId: undefined;
}

/**
 * For how long its assertion may be on its way, in seconds: six minutes, of which the clocks' difference is one.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-SAML-session-initiation.html
 */
export const unsolicitedAge = 300;

/** RelayState of the pool's own has no `=`; that of a sign-in that the provider begins is a query string. */
export const isUnsolicited = (relayState: string | undefined) => relayState?.includes("=") ?? false;

/**
 * What the provider asks for in the application's stead: RelayState holds the parameters that the application would
 * bring to /oauth2/authorize, and must satisfy the same rules.
 * @throws {SamlRefusal} shown on the error page, for nothing here says yet that the application waits for an answer
 */
export const unsolicitedSignIn = async (
  relayState: string,
  { records }: Uses<"records">,
): Promise<UnsolicitedSignIn> => {
  const query = parametersOf(relayState);
  const { client, ...asked } = await readAuthorizationRequest(query, records).catch((error) => {
    throw isRefusal(error) ? bad("a request that the application could make", error.message) : error;
  });
  for (const name of ["nonce", "code_challenge"])
    if (query.get(name) !== undefined) throw bad("a request without nonce and PKCE, which no application began", name);
  const provider = await providerOf(query, client, { records });
  return {
    requestId: undefined,
    poolId: client.poolId,
    clientId: client.id,
    provider: provider.name,
    redirectUri: asked.redirectUri,
    state: asked.state,
    responseType: asked.responseType,
    scopes: asked.scopes,
    nonce: automaticNonce(),
    codeChallenge: undefined,
    resource: asked.resource,
  };
};

/** By name or by identifier, enabled for the client, and allowed to begin. */
const providerOf = async (query: Parameters, client: Client, { records }: Uses<"records">): Promise<Provider> => {
  const [name, identifier] = [query.get("identity_provider"), query.get("idp_identifier")];
  const provider = await (name === undefined
    ? records.findProviderByIdentifier(client.poolId, identifier ?? "")
    : records.findProvider(client.poolId, name));
  const enabled = provider?.mayBegin && client.providers.includes(provider.name);
  if (enabled && refusedBesideIdpInit(provider.name, client.providers) === undefined) return provider;
  throw new SamlRefusal("SAML_UNSOLICITED", {
    expected: `a provider with IDPInit that is enabled for ${client.id}, beside SAML providers alone`,
    received: name ?? identifier ?? "none",
  });
};

const isRefusal = (error: unknown): error is ShownOnPage | SentToApplication =>
  error instanceof ShownOnPage || error instanceof SentToApplication;

const bad = (expected: string, received: string) => new SamlRefusal("SAML_RELAY_STATE_REQUEST", { expected, received });
