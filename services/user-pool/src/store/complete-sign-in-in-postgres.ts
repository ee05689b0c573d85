import { randomUUID } from "node:crypto";
import type { Knex } from "knex";
import {
  type CompletedSignIn,
  type CompleteSignIn,
  NameTaken,
  type SignInSteps,
  SignInTaken,
} from "../sign-in/complete-sign-in.ts";
import type { Leg, Trace } from "../trace/trace.ts";
import { automaticGroup } from "../user.ts";
import { writeAliases } from "./aliases-in-postgres.ts";
import { recordLeg } from "./attempts-in-postgres.ts";
import { claimLink } from "./claim-link.ts";
import { saveCode } from "./codes-in-postgres.ts";
import { lockUsername } from "./lock-username.ts";
import { recordIn } from "./sign-ins-in-postgres.ts";
import { takeMessage } from "./take-message.ts";

/**
 * One transaction, in which each step either does all of its work or undoes what the others did. The request is taken
 * first: its row makes all who bring a response to the same request wait in line.
 */
export const completeSignInInPostgres =
  (knex: Knex): CompleteSignIn =>
  (signIn) =>
    knex.transaction(async (transaction) => {
      await takeRequest(transaction, signIn);
      await takeAssertion(transaction, signIn);
      await claimLink(transaction, signIn);
      return await finish(transaction, signIn);
    });

/** The same in several transactions, since triggers may look at what they are told of, and change it. */
export const signInStepsInPostgres = (knex: Knex): SignInSteps => ({
  take: (signIn) =>
    knex.transaction(async (transaction) => {
      await takeRequest(transaction, signIn);
      await takeAssertion(transaction, signIn);
      await claimLink(transaction, signIn);
    }),
  claimLink: (signIn) => knex.transaction((transaction) => claimLink(transaction, signIn)),
  createProfile: (signIn) =>
    knex.transaction(async (transaction) => {
      await lockUsername(transaction, profileOf(signIn));
      const identity = identityOf(signIn);
      if (await transaction("identities").where(identity).first("username")) return false;
      await createProfile(transaction, signIn, identity);
      return true;
    }),
  async removeProfile(signIn) {
    const { pool_id, ...identity } = identityOf(signIn);
    const primary = knex("identities")
      .select("username")
      .where({ pool_id, ...identity, is_primary: true });
    await knex("users").where({ pool_id }).whereIn("username", primary).delete();
  },
  finish: (signIn) => knex.transaction((transaction) => finish(transaction, signIn)),
});

const finish = async (transaction: Knex, signIn: CompletedSignIn): Promise<string> => {
  const username = await writeProfile(transaction, signIn);
  signIn.trace.reached("profile written");
  await saveSession(transaction, signIn, username);
  await saveCode(transaction, { ...signIn.code, grant: { ...signIn.code.grant, username } });
  await recordIn(transaction, { ...signIn.record, username });
  await recordLeg(transaction, signedIn(signIn.trace, username));
  return username;
};

const signedIn = (trace: Trace, username: string): Leg => {
  trace.reached("code issued");
  trace.learned({ username });
  trace.ended({ code: "success" });
  return trace.leg();
};

const unused = (what: string, code: string) => ({
  what: `Unused ${what}`,
  code,
  expected: `${what === "assertion" ? "an" : "a"} ${what} not used before`,
});

const takeRequest = async (transaction: Knex, { pending, browserHash, trace, now }: CompletedSignIn) => {
  if (pending.requestId === undefined) return;
  const taken = await transaction("saml_requests")
    .where({ id: pending.id, request_id: pending.requestId, provider: pending.provider, browser_hash: browserHash })
    .where("expires_at", ">", now)
    .delete();
  trace.checked({ ...unused("sign-in", "SAML_RELAY_STATE_INVALID"), received: pending.id, passed: taken === 1 });
  if (taken !== 1) throw new SignInTaken("request");
};

const takeAssertion = async (transaction: Knex, { assertion, trace }: CompletedSignIn) => {
  const passed = await takeMessage(transaction, assertion);
  trace.checked({ ...unused("assertion", "SAML_REPLAYED"), received: assertion.id, passed });
  if (!passed) throw new SignInTaken("assertion");
};

/** Two first sign-ins of one user at the same time: the second waits for the lock, and finds the profile of the first. */
const writeProfile = async (transaction: Knex, signIn: CompletedSignIn): Promise<string> => {
  await lockUsername(transaction, profileOf(signIn));
  const identity = identityOf(signIn);
  const known = await transaction("identities").where(identity).first("username");
  if (!known) return await createProfile(transaction, signIn, identity);
  const key = { pool_id: identity.pool_id, username: known.username };
  const { status, attributes: current } = await transaction("users").where(key).forUpdate().first();
  const attributes = signIn.attributes(current);
  await transaction("users")
    .where(key)
    .update({ attributes: JSON.stringify(attributes), modified_at: signIn.now });
  if (status !== "EXTERNAL_PROVIDER")
    await writeAliases(transaction, { poolId: key.pool_id, username: key.username, status, attributes });
  await transaction("identities").where(identity).update({ issuer: signIn.assertion.issuer });
  return known.username;
};

/** That a first sign-in would make. */
const profileOf = ({ pending: { poolId }, username }: CompletedSignIn) => ({ poolId, username });

const identityOf = ({ pending: { poolId, provider }, providerUserId }: CompletedSignIn): IdentityKey => ({
  pool_id: poolId,
  provider,
  provider_user_id: providerUserId,
});

interface IdentityKey {
  readonly pool_id: string;
  readonly provider: string;
  readonly provider_user_id: string;
}

const createProfile = async (transaction: Knex, signIn: CompletedSignIn, identity: IdentityKey): Promise<string> => {
  const { pool_id, provider } = identity;
  const { username, now } = signIn;
  const key = { pool_id, username };
  if (await transaction("users").where(key).first("username"))
    throw new NameTaken(`the username ${username} is another user's`);
  const profile = { ...key, sub: randomUUID(), status: "EXTERNAL_PROVIDER", created_at: now, modified_at: now };
  await transaction("users").insert({ ...profile, attributes: JSON.stringify(signIn.attributes(undefined)) });
  const { issuer } = signIn.assertion;
  await transaction("identities").insert({ ...identity, username, issuer, is_primary: true, created_at: now });
  await join(transaction, key, automaticGroup(pool_id, provider));
  return username;
};

/** An administrator may have deleted the group: then the user signs in without it. */
const join = async (transaction: Knex, { pool_id, username }: { pool_id: string; username: string }, name: string) => {
  const group = await transaction("groups").where({ pool_id, name }).forKeyShare().first("name");
  if (group) await transaction("memberships").insert({ pool_id, group_name: name, username });
};

const saveSession = async (transaction: Knex, { session }: CompletedSignIn, username: string) => {
  await transaction("browser_sessions").insert({
    cookie_hash: session.cookieHash,
    pool_id: session.poolId,
    username,
    provider: session.provider,
    auth_time: session.authTime,
    expires_at: session.expires,
    attempt_id: session.attemptId,
    name_id: session.subject.nameId,
    name_id_attributes: JSON.stringify(session.subject.nameIdAttributes),
    session_index: session.subject.sessionIndex,
  });
};
