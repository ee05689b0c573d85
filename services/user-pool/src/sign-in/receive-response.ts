import { randomBytes, randomUUID } from "node:crypto";
import { AccountRefused } from "../account.ts";
import type { PoolRecords } from "../config/pool-records.ts";
import { readOnce } from "../config/read-once.ts";
import type { GrantUses } from "../grants/grant-type.ts";
import { type Checks, checksBefore } from "../saml/checks.ts";
import { SamlRefusal } from "../saml/refusal.ts";
import { inTime, openRelayState } from "../saml/relay-state.ts";
import { verifyWithRenewal } from "../saml/verify-with-renewal.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import type { Trace } from "../trace/trace.ts";
import type { Uses } from "../world.ts";
import { answerLocation } from "./answer-location.ts";
import { type CompletedSignIn, NameTaken, SignInTaken } from "./complete-sign-in.ts";
import { type CompletionUses, completeWithTriggers } from "./complete-with-triggers.ts";
import { completion } from "./completion.ts";
import type { PendingSignIn } from "./pending-sign-in.ts";
import { SentToApplication } from "./refusals.ts";
import { acsOf, entityIdOf } from "./service-provider.ts";
import { isUnsolicited, type UnsolicitedSignIn, unsolicitedAge, unsolicitedSignIn } from "./unsolicited-sign-in.ts";

/** What the identity provider had the browser post, and what the browser had of its own. */
export interface Delivery {
  readonly samlResponse: string | undefined;
  readonly relayState: string | undefined;
  /** The cookie of the browser that began the sign-in. */
  readonly browser: string | undefined;
  readonly httpRequestId: string;
  readonly trace: Trace;
}

/** The value of the new session's cookie, and where the browser goes on. */
export interface Received {
  readonly cookie: string;
  readonly location: string;
  readonly username: string;
}

type World = GrantUses & CompletionUses & Uses<"relayKey" | "pending" | "metadata" | "publicUrl" | "samlKeys">;

/**
 * Finds the sign-in that a delivery belongs to: RelayState must be what was sent, in time and in the same browser,
 * or be a request of its own, for a provider that may begin.
 * @throws {SamlRefusal} shown on the error page
 */
export const pendingFor = async (delivery: Delivery, world: World): Promise<PendingSignIn | UnsolicitedSignIn> => {
  const checks = checksBefore(delivery.trace.checked);
  if (isUnsolicited(delivery.relayState)) return await unsolicitedIn(delivery, { checks, world });
  const { signIn, requestId } = await relayedIn(delivery, { checks, world });
  const { browser } = delivery;
  return await checks.stage({
    what: "Browser",
    expected: "a sign-in that this browser began and has not finished, known by the cookie csrf-state",
    received: () => "the same browser",
    run: async () => {
      const pending = browser && (await world.pending.find(signIn, hashOf(browser), world.now()));
      if (pending && pending.requestId === requestId) return pending;
      throw strangeBrowser(browser);
    },
  });
};

const unsolicitedIn = async (
  { relayState = "", trace }: Delivery,
  { checks, world }: { checks: Checks; world: World },
) => {
  const asked = await checks.stage({
    what: "RelayState",
    expected: "a request of a provider with IDPInit",
    received: ({ provider }) => provider,
    run: () => unsolicitedSignIn(relayState, world),
  });
  trace.learned({ poolId: asked.poolId, clientId: asked.clientId, provider: asked.provider });
  return asked;
};

/** From the moment on at which it proves authentic it says which attempt the delivery is part of, however late it is. */
const relayedIn = async ({ relayState, trace }: Delivery, { checks, world }: { checks: Checks; world: World }) => {
  checks.require("SAML_RELAY_STATE_MISSING", {
    what: "RelayState is there",
    holds: relayState !== undefined,
    expected: "one value",
    received: relayState === undefined ? "none" : "one",
  });
  const opened = await checks.stage({
    what: "RelayState",
    expected: "the value that was sent, unchanged",
    received: ({ issued }) => `sent at ${issued.toISOString()}`,
    run: () => openRelayState(relayState, [world.relayKey]),
  });
  trace.learned({ attemptId: opened.signIn });
  return await checks.stage({
    what: "RelayState in time",
    expected: "within five minutes",
    received: () => "in time",
    run: () => inTime(opened, world.now()),
  });
};

const strangeBrowser = (browser: string | undefined) =>
  new SamlRefusal("SAML_RELAY_STATE_INVALID", {
    expected: "a sign-in that this browser began and has not finished, known by the cookie csrf-state",
    received: browser ? "none under its cookie" : "no such cookie",
  });

const freshValues = () => ({ cookie: randomBytes(32).toString("base64url"), code: randomUUID() });

/**
 * Verifies the response and completes the sign-in. Whatever is wrong with the response, the sign-in stays pending: who
 * sends a bad one must not be able to end somebody else's.
 * @throws {SamlRefusal}
 * @throws {SentToApplication}
 */
export const receiveResponse = async (
  delivery: Delivery,
  pending: CompletedSignIn["pending"],
  uses: World,
): Promise<Received> => {
  const world = { ...uses, records: readOnce(uses.records) };
  const fresh = freshValues();
  const { trace } = delivery;
  const { pool, provider, client } = await partiesOf(pending, { ...world, trace });
  const expected = {
    provider: provider.name,
    entityId: entityIdOf(pool.id),
    acs: acsOf(world.publicUrl),
    requestId: pending.requestId,
    now: world.now(),
    ...(pending.requestId === undefined ? { maximumAge: unsolicitedAge } : {}),
    decryptionKey: provider.encrypts ? (await world.samlKeys.encryption(provider)).privateKey : undefined,
  };
  const assertion = await verifyWithRenewal(delivery.samlResponse, expected, {
    source: world.metadata(provider),
    witness: trace.checked,
  });
  trace.reached("response verified");
  trace.asserted(assertion.nameId, assertion.attributes);
  const signIn = completion({ delivery, pending, pool, provider, client, assertion, fresh, now: world.now() });
  const username = await completeWithTriggers(signIn, world).catch((error) => {
    throw refused(error, signIn);
  });
  const location = await answerLocation({ to: pending, client, code: fresh.code }, world);
  return { cookie: fresh.cookie, location, username };
};

/** The pool's file may have changed since the sign-in began. */
const partiesOf = (
  pending: CompletedSignIn["pending"],
  { records, trace }: Uses<"records"> & Pick<Delivery, "trace">,
) => {
  return checksBefore(trace.checked).stage({
    what: "Provider",
    expected: `${pending.provider}, enabled for ${pending.clientId}`,
    received: ({ provider }) => provider.name,
    run: () => knownParties(pending, records),
  });
};

const knownParties = async ({ poolId, clientId, provider: name }: CompletedSignIn["pending"], records: PoolRecords) => {
  const pool = await records.findPool(poolId);
  const client = await records.findClient(clientId);
  const provider = await records.findProvider(poolId, name);
  if (pool && provider && client?.providers.includes(name)) return { pool, provider, client };
  throw new SamlRefusal("SAML_PROVIDER_UNAVAILABLE", {
    expected: `${name}, enabled for ${clientId}`,
    received: "none",
  });
};

const refused = (error: unknown, { pending, username, assertion }: CompletedSignIn) => {
  if (error instanceof NameTaken) return nameTaken(error, pending, username);
  // Of a linked user, whose aliases change with the attributes.
  if (error instanceof AccountRefused)
    return new SentToApplication(pending, "invalid_request", error.message, { cause: error });
  if (!(error instanceof SignInTaken)) return error;
  if (error.what === "assertion")
    return new SamlRefusal("SAML_REPLAYED", { expected: "an assertion not used before", received: assertion.id });
  return new SamlRefusal("SAML_RELAY_STATE_INVALID", {
    expected: "a sign-in not finished",
    received: "a finished one",
  });
};

const nameTaken = (cause: NameTaken, pending: CompletedSignIn["pending"], username: string) =>
  new SentToApplication(pending, "invalid_request", `Already found an entry for username ${username}`, { cause });
