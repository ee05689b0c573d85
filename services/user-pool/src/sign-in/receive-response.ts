import { randomBytes, randomUUID } from "node:crypto";
import type { Provider } from "../config/identity-provider.ts";
import type { Pool } from "../config/user-pool.ts";
import type { VerifiedAssertion } from "../saml/assertion.ts";
import { federatedUsername, mapAttributes } from "../saml/profile.ts";
import { SamlRefusal } from "../saml/refusal.ts";
import { readRelayState } from "../saml/relay-state.ts";
import { verifyWithRenewal } from "../saml/verify-with-renewal.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import type { Uses } from "../world.ts";
import { codeLifetime } from "./authorization-code.ts";
import { sessionLifetime } from "./browser-session.ts";
import { type CompletedSignIn, NameTaken, SignInTaken } from "./complete-sign-in.ts";
import type { PendingSignIn } from "./pending-sign-in.ts";
import { successLocation } from "./redirect.ts";
import { SentToApplication } from "./refusals.ts";
import { acsOf, entityIdOf } from "./service-provider.ts";

/** What the identity provider had the browser post, and what the browser had of its own. */
export interface Delivery {
  readonly samlResponse: string | undefined;
  readonly relayState: string;
  /** The cookie of the browser that began the sign-in. */
  readonly browser: string | undefined;
  readonly httpRequestId: string;
}

/** The value of the new session's cookie, and where the browser goes on. */
export interface Received {
  readonly cookie: string;
  readonly location: string;
  readonly username: string;
}

type World = Uses<"now" | "relayKey" | "pending" | "records" | "metadata" | "publicUrl" | "completeSignIn">;

/**
 * Finds the sign-in that a delivery belongs to: RelayState must be what was sent, in time and in the same browser.
 * @throws {SamlRefusal} shown on the error page
 */
export const pendingFor = async ({ relayState, browser }: Delivery, world: World): Promise<PendingSignIn> => {
  const now = world.now();
  const { signIn, requestId } = readRelayState(relayState, [world.relayKey], now);
  const pending = browser && (await world.pending.find(signIn, hashOf(browser), now));
  if (pending && pending.requestId === requestId) return pending;
  throw new SamlRefusal("SAML_RELAY_STATE_INVALID", {
    expected: "a sign-in that this browser began and has not finished, known by the cookie csrf-state",
    received: browser ? "none under its cookie" : "no such cookie",
  });
};

const freshValues = () => ({ cookie: randomBytes(32).toString("base64url"), code: randomUUID() });

/**
 * Verifies the response and completes the sign-in. Whatever is wrong, the sign-in stays pending: who sends a bad
 * response must not be able to end somebody else's.
 * @throws {SamlRefusal}
 * @throws {SentToApplication}
 */
export const receiveResponse = async (delivery: Delivery, pending: PendingSignIn, world: World): Promise<Received> => {
  const fresh = freshValues();
  const { pool, provider } = await partiesOf(pending, world);
  const expected = {
    provider: provider.name,
    entityId: entityIdOf(pool.id),
    acs: acsOf(world.publicUrl),
    requestId: pending.requestId,
    now: world.now(),
  };
  const assertion = await verifyWithRenewal(delivery.samlResponse, expected, world.metadata(provider));
  const signIn = completed({ delivery, pending, pool, provider, assertion, fresh, now: world.now() });
  await world.completeSignIn(signIn).catch((error) => {
    throw refused(error, signIn);
  });
  return { cookie: fresh.cookie, location: successLocation(pending, fresh.code), username: signIn.username };
};

/** The pool's file may have changed since the sign-in began. */
const partiesOf = async ({ poolId, clientId, provider: name }: PendingSignIn, { records }: Uses<"records">) => {
  const pool = await records.findPool(poolId);
  const client = await records.findClient(clientId);
  const provider = await records.findProvider(poolId, name);
  if (pool && provider && client?.providers.includes(name)) return { pool, provider };
  throw new SamlRefusal("SAML_PROVIDER_UNAVAILABLE", {
    expected: `${name}, enabled for ${clientId}`,
    received: "none",
  });
};

interface Facts {
  readonly delivery: Delivery;
  readonly pending: PendingSignIn;
  readonly pool: Pool;
  readonly provider: Provider;
  readonly assertion: VerifiedAssertion;
  readonly fresh: { readonly cookie: string; readonly code: string };
  readonly now: Date;
}

const completed = ({ delivery, pending, pool, provider, assertion, fresh, now }: Facts): CompletedSignIn => {
  const username = federatedUsername(provider.name, assertion.nameId, pool.caseSensitive);
  const whose = { poolId: pool.id, username, authTime: now };
  const { clientId, redirectUri, scopes, nonce, codeChallenge } = pending;
  return {
    pending,
    browserHash: hashOf(delivery.browser ?? ""),
    assertion: { id: assertion.assertionId, issuer: assertion.issuer, expires: assertion.notOnOrAfter },
    username,
    providerUserId: assertion.nameId,
    attributes: (current) => profile({ pool, provider, assertion }, current),
    code: {
      hash: hashOf(fresh.code),
      grant: { ...whose, clientId, redirectUri, scopes, nonce, codeChallenge },
      expires: later(now, codeLifetime),
    },
    session: {
      ...whose,
      provider: provider.name,
      cookieHash: hashOf(fresh.cookie),
      expires: later(now, sessionLifetime),
    },
    record: {
      httpRequestId: delivery.httpRequestId,
      outcome: "success",
      expected: undefined,
      received: undefined,
      poolId: pool.id,
      clientId,
      provider: provider.name,
      username,
      samlRequestId: pending.requestId,
    },
    now,
  };
};

const profile = (
  { pool, provider, assertion }: Pick<Facts, "pool" | "provider" | "assertion">,
  current: Readonly<Record<string, string>> | undefined,
) => {
  const { attributes } = mapAttributes({
    provider: provider.name,
    caseSensitive: pool.caseSensitive,
    schema: pool.attributes,
    mapping: provider.attributeMapping,
    assertion,
    existing: current ? new Map(Object.entries(current)) : null,
  });
  return Object.fromEntries(attributes);
};

const refused = (error: unknown, { pending, username, assertion }: CompletedSignIn) => {
  if (error instanceof SignInTaken)
    return error.what === "request"
      ? new SamlRefusal("SAML_RELAY_STATE_INVALID", {
          expected: "a sign-in that is not finished",
          received: "a finished one",
        })
      : new SamlRefusal("SAML_REPLAYED", { expected: "an assertion that was not used before", received: assertion.id });
  if (error instanceof NameTaken)
    return new SentToApplication(pending, "invalid_request", `Already found an entry for username ${username}`, {
      cause: error,
    });
  return error;
};

const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);
