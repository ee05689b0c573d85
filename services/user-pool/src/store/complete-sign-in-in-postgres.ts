import { randomUUID } from "node:crypto";
import type { Knex } from "knex";
import { type CompletedSignIn, type CompleteSignIn, NameTaken, SignInTaken } from "../sign-in/complete-sign-in.ts";
import { automaticGroup } from "../user.ts";
import { saveCode } from "./codes-in-postgres.ts";
import { recordIn } from "./sign-ins-in-postgres.ts";

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
      await writeProfile(transaction, signIn);
      await saveSession(transaction, signIn);
      await saveCode(transaction, signIn.code);
      await recordIn(transaction, signIn.record);
    });

const takeRequest = async (transaction: Knex, { pending, browserHash, now }: CompletedSignIn) => {
  const taken = await transaction("saml_requests")
    .where({ id: pending.id, request_id: pending.requestId, provider: pending.provider, browser_hash: browserHash })
    .where("expires_at", ">", now)
    .delete();
  if (taken !== 1) throw new SignInTaken("request");
};

const takeAssertion = async (transaction: Knex, { assertion }: CompletedSignIn) => {
  const { id, issuer, expires } = assertion;
  const taken = await transaction("seen_assertions")
    .insert({ issuer, assertion_id: id, expires_at: expires })
    .onConflict(["issuer", "assertion_id"])
    .ignore()
    .returning("assertion_id");
  if (taken.length !== 1) throw new SignInTaken("assertion");
};

/** Two first sign-ins of one user at the same time: the second waits for the lock, and finds the profile of the first. */
const writeProfile = async (transaction: Knex, signIn: CompletedSignIn) => {
  const { poolId, provider } = signIn.pending;
  const key = { pool_id: poolId, username: signIn.username };
  await transaction.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [`${poolId} ${signIn.username}`]);
  const current = await transaction("users").where(key).forUpdate().first();
  if (current && (current.provider !== provider || current.provider_user_id !== signIn.providerUserId))
    throw new NameTaken(
      `the username ${signIn.username} is that of ${current.provider_user_id} of ${current.provider}`,
    );
  const changes = {
    provider_issuer: signIn.assertion.issuer,
    attributes: JSON.stringify(signIn.attributes(current?.attributes)),
    modified_at: signIn.now,
  };
  if (current) await transaction("users").where(key).update(changes);
  else await createProfile(transaction, signIn, { ...key, ...changes });
};

const createProfile = async (
  transaction: Knex,
  signIn: CompletedSignIn,
  row: { pool_id: string; username: string },
) => {
  const { poolId, provider } = signIn.pending;
  await transaction("users").insert({
    ...row,
    sub: randomUUID(),
    provider,
    provider_user_id: signIn.providerUserId,
    created_at: signIn.now,
  });
  await join(transaction, row, automaticGroup(poolId, provider));
};

/** An administrator may have deleted the group: then the user signs in without it. */
const join = async (transaction: Knex, { pool_id, username }: { pool_id: string; username: string }, name: string) => {
  const group = await transaction("groups").where({ pool_id, name }).forKeyShare().first("name");
  if (group) await transaction("memberships").insert({ pool_id, group_name: name, username });
};

const saveSession = async (transaction: Knex, { session }: CompletedSignIn) => {
  await transaction("browser_sessions").insert({
    cookie_hash: session.cookieHash,
    pool_id: session.poolId,
    username: session.username,
    provider: session.provider,
    auth_time: session.authTime,
    expires_at: session.expires,
  });
};
