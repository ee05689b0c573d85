import type { Knex } from "knex";
import type { UserKey } from "../user.ts";

/** Makes all who would make, or tie, the profile of one name wait in line, until the transaction ends. */
export const lockUsername = (transaction: Knex, { poolId, username }: UserKey) =>
  transaction.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [`${poolId} ${username}`]);
