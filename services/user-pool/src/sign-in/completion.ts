import { writableMapping } from "../attributes/unwritable.ts";
import type { Provider } from "../config/identity-provider.ts";
import type { Pool } from "../config/user-pool.ts";
import type { Client } from "../config/user-pool-client.ts";
import type { VerifiedAssertion } from "../saml/assertion.ts";
import { federatedUsername, mapAttributes, sentValues } from "../saml/profile.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import { codeLifetime } from "./authorization-code.ts";
import { sessionLifetime } from "./browser-session.ts";
import type { CompletedSignIn } from "./complete-sign-in.ts";
import type { Delivery } from "./receive-response.ts";
import type { SignInRecord } from "./sign-in-record.ts";

/** What a verified response and the sign-in that it answers come down to. */
interface Facts {
  readonly delivery: Pick<Delivery, "browser" | "httpRequestId" | "trace">;
  readonly pending: CompletedSignIn["pending"];
  readonly pool: Pool;
  readonly provider: Provider;
  readonly client: Client;
  readonly assertion: VerifiedAssertion;
  /** Values for the new session and code, both of them random. */
  readonly fresh: { readonly cookie: string; readonly code: string };
  readonly now: Date;
}

/**
 * All that the sign-in shall bring about, ready for one transaction.
 * @throws {SamlRefusal} SAML_USERNAME_TOO_LONG
 */
export const completion = ({
  delivery,
  pending,
  pool,
  provider,
  client,
  assertion,
  fresh,
  now,
}: Facts): CompletedSignIn => {
  const username = federatedUsername(provider.name, assertion.nameId, pool.caseSensitive);
  const of = { poolId: pool.id, authTime: now };
  const { clientId, redirectUri, scopes, nonce, codeChallenge, resource } = pending;
  return {
    pending,
    browserHash: hashOf(delivery.browser ?? ""),
    assertion: { id: assertion.assertionId, issuer: assertion.issuer, expires: assertion.notOnOrAfter },
    username,
    providerUserId: assertion.nameId,
    attributes: (current, sent = assertion.attributes) => {
      const attributes = profile({ pool, provider, client, assertion: { ...assertion, attributes: sent } }, current);
      delivery.trace.mapped(attributes);
      delivery.trace.reached("attributes mapped");
      return attributes;
    },
    mapped: sentValues({ mapping: provider.attributeMapping, assertion }),
    sent: assertion.attributes,
    code: {
      hash: hashOf(fresh.code),
      grant: {
        ...of,
        clientId,
        redirectUri,
        scopes,
        nonce,
        codeChallenge,
        resource,
        overrides: undefined,
        eventId: undefined,
        attemptId: delivery.trace.attemptId,
      },
      expires: later(now, codeLifetime),
    },
    session: {
      ...of,
      provider: provider.name,
      attemptId: delivery.trace.attemptId,
      cookieHash: hashOf(fresh.cookie),
      expires: later(now, sessionLifetime),
      subject: {
        nameId: assertion.nameId,
        nameIdAttributes: assertion.nameIdAttributes,
        sessionIndex: assertion.sessionIndex ?? undefined,
      },
    },
    record: recordOf(pending, delivery.httpRequestId),
    trace: delivery.trace,
    now,
  };
};

const recordOf = (pending: CompletedSignIn["pending"], httpRequestId: string): Omit<SignInRecord, "username"> => ({
  httpRequestId,
  outcome: "success",
  expected: undefined,
  received: undefined,
  poolId: pending.poolId,
  clientId: pending.clientId,
  provider: pending.provider,
  samlRequestId: pending.requestId,
});

const profile = (
  { pool, provider, client, assertion }: Pick<Facts, "pool" | "provider" | "client" | "assertion">,
  current: Readonly<Record<string, string>> | undefined,
) => {
  const { attributes } = mapAttributes({
    provider: provider.name,
    caseSensitive: pool.caseSensitive,
    schema: pool.attributes,
    mapping: writableMapping(client, provider.attributeMapping),
    assertion,
    existing: current ? new Map(Object.entries(current)) : null,
  });
  return Object.fromEntries(attributes);
};

const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);
