import type { Knex } from "knex";
import { afterFailure, type FailedSignIns, forgottenAfter } from "../passwords/lock-out.ts";
import type { Passwords, TriedName } from "../passwords/passwords.ts";
import type { PasswordRecord, StoredPassword } from "../passwords/stored-password.ts";
import type { UserKey } from "../user.ts";
import { userColumns } from "./rows.ts";

const triedOf = ({ poolId, name }: TriedName) => ({ pool_id: poolId, name });

export const passwordsInPostgres = (knex: Knex): Passwords => ({
  async find(user): Promise<PasswordRecord | undefined> {
    const row = await knex("passwords").where(userColumns(user)).first();
    return (
      row && {
        hash: row.hash,
        salt: row.srp_salt,
        verifier: row.srp_verifier,
        temporary: row.temporary,
        setAt: row.set_at,
        former: row.former,
      }
    );
  },
  failedSignIns: (tried, now) => failedSignIns(knex("failed_sign_ins"), tried, now),
  count: (tried, { succeeded, now }) =>
    knex.transaction(async (transaction) => {
      await transaction.raw("select pg_advisory_xact_lock(hashtextextended(?, 1))", [`${tried.poolId} ${tried.name}`]);
      const before = await failedSignIns(transaction("failed_sign_ins"), tried, now);
      if (before && before.lockedUntil > now) return false;
      if (succeeded) await transaction("failed_sign_ins").where(triedOf(tried)).delete();
      else await saveFailure(transaction, tried, afterFailure(before, now));
      return true;
    }),
  async decoyKey(poolId) {
    const row = await knex("pools").where({ id: poolId }).first("decoy_key");
    return row.decoy_key;
  },
});

const failedSignIns = async (table: Knex.QueryBuilder, tried: TriedName, now: Date) => {
  const row = await table.where(triedOf(tried)).where("expires_at", ">", now).first();
  return row && { failures: row.failures, lockedUntil: row.locked_until };
};

const saveFailure = async (transaction: Knex, tried: TriedName, { failures, lockedUntil }: FailedSignIns) => {
  const expires = new Date(lockedUntil.getTime() + forgottenAfter * 1000);
  await transaction("failed_sign_ins")
    .insert({ ...triedOf(tried), failures, locked_until: lockedUntil, expires_at: expires })
    .onConflict(["pool_id", "name"])
    .merge();
};

/**
 * Writes a user's password over the one before, which goes into the history.
 * @param kept how many former ones are kept at most
 */
export const writePassword = async (
  transaction: Knex,
  user: UserKey,
  { password, kept }: { readonly password: StoredPassword; readonly kept: number },
): Promise<void> => {
  const before = await transaction("passwords").where(userColumns(user)).forUpdate().first("hash", "former");
  const former = before ? [before.hash, ...before.former].slice(0, kept) : [];
  await transaction("passwords")
    .insert({
      ...userColumns(user),
      hash: password.hash,
      srp_salt: password.salt,
      srp_verifier: password.verifier,
      temporary: password.temporary,
      set_at: password.setAt,
      former,
    })
    .onConflict(["pool_id", "username"])
    .merge();
};
