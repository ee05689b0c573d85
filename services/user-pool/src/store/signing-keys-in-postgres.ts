import { createPrivateKey, createPublicKey } from "node:crypto";
import type { Knex } from "knex";
import { type KeyInTurn, keysAt, nextTurn, outlived } from "../tokens/key-turns.ts";
import { newSigningKey } from "../tokens/new-signing-key.ts";
import type { FindSigningKeys, SigningKey, TokenKind } from "../tokens/signing-keys.ts";

interface KeyRow {
  readonly signs: TokenKind;
  readonly kid: string;
  /** PKCS #8, PEM. */
  readonly private_key: string;
  readonly signs_from: Date;
}

const kinds = ["id", "access"] as const;

/**
 * Makes the keys of a pool that has none. Of processes that start together one is first and the others use its keys.
 */
export const ensureSigningKeys = (knex: Knex, poolId: string): Promise<void> =>
  alone(knex, poolId, async (transaction) => {
    const there = await rowsOf(transaction, poolId);
    for (const signs of kinds)
      if (!there.some((row) => row.signs === signs))
        await save(transaction, { poolId, signs, signsFrom: new Date() }, await newSigningKey());
  });

/**
 * Makes the next keys of all pools whose keys come of age, and removes those that nobody needs any more. Of several
 * processes one does it, and all learn of the new keys well before their turn.
 * @param age for which each key signs, in milliseconds; undefined: for ever
 */
export const turnSigningKeys = async (knex: Knex, { age, now }: { age: number | undefined; now: Date }) => {
  for (const poolId of await knex("signing_keys").distinct("pool_id").pluck<string[]>("pool_id"))
    await alone(knex, poolId, async (transaction) => {
      await removeOutlived(transaction, poolId, now);
      if (age !== undefined) await addDue(transaction, poolId, { age, now });
    });
};

const addDue = async (transaction: Knex, poolId: string, at: { age: number; now: Date }) => {
  const rows = await rowsOf(transaction, poolId);
  for (const signs of kinds) {
    const newest = rows.findLast((row) => row.signs === signs);
    const signsFrom = newest && nextTurn(newest.signs_from, at);
    if (signsFrom) await save(transaction, { poolId, signs, signsFrom }, await newSigningKey());
  }
};

const removeOutlived = async (transaction: Knex, poolId: string, now: Date) => {
  await transaction.raw(
    `delete from signing_keys old where pool_id = ? and exists (
       select from signing_keys next
       where next.pool_id = old.pool_id and next.signs = old.signs
         and next.signs_from > old.signs_from and next.signs_from < ?)`,
    [poolId, outlived(now)],
  );
};

/** Whoever makes keys of a pool waits for all others who do. */
const alone = (knex: Knex, poolId: string, work: (transaction: Knex) => Promise<void>): Promise<void> =>
  knex.transaction(async (transaction) => {
    await transaction.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [`signing keys of ${poolId}`]);
    await work(transaction);
  });

interface Turn {
  readonly poolId: string;
  readonly signs: TokenKind;
  readonly signsFrom: Date;
}

const save = async (knex: Knex, { poolId, signs, signsFrom }: Turn, { kid, privateKey }: SigningKey) => {
  const private_key = privateKey.export({ type: "pkcs8", format: "pem" });
  await knex("signing_keys").insert({ pool_id: poolId, signs, kid, private_key, signs_from: signsFrom });
};

const rowsOf = (knex: Knex, poolId: string): Promise<KeyRow[]> =>
  knex("signing_keys").where({ pool_id: poolId }).orderBy("signs_from").select<KeyRow[]>("*");

/** For how long what was read is believed, in milliseconds: far shorter than a key waits for its turn. */
const freshness = 10_000;

/** Keys never change once they are made, so each is parsed once. */
export const signingKeysInPostgres = (knex: Knex, now: () => Date): FindSigningKeys => {
  const known = new Map<string, { readonly readAt: number; readonly keys: readonly KeyInTurn[] }>();
  return async (poolId) => {
    const at = now();
    const cached = known.get(poolId);
    if (cached && at.getTime() < cached.readAt + freshness) return keysAt(cached.keys, at);
    const rows = await rowsOf(knex, poolId);
    const keys = rows.map((row) => cached?.keys.find(({ kid }) => kid === row.kid) ?? keyInTurn(row));
    known.set(poolId, { readAt: at.getTime(), keys });
    return keysAt(keys, at);
  };
};

const keyInTurn = ({ kid, signs, signs_from: signsFrom, private_key }: KeyRow): KeyInTurn => {
  const privateKey = createPrivateKey(private_key);
  return { kid, signs, signsFrom, privateKey, publicKey: createPublicKey(privateKey) };
};
