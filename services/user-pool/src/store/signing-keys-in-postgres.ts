import { createPrivateKey, createPublicKey } from "node:crypto";
import type { Knex } from "knex";
import { newSigningKey } from "../tokens/new-signing-key.ts";
import type { FindSigningKeys, SigningKey, SigningKeys } from "../tokens/signing-keys.ts";

interface KeyRow {
  readonly signs: keyof SigningKeys;
  readonly kid: string;
  /** PKCS #8, PEM. */
  readonly private_key: string;
}

/**
 * Makes the keys of a pool that has none. Of processes that start together one is first and the others use its keys.
 */
export const ensureSigningKeys = async (knex: Knex, poolId: string): Promise<void> => {
  const there = await knex<KeyRow>("signing_keys").where({ pool_id: poolId } as object);
  if (there.length === 2) return;
  const [id, access] = await Promise.all([newSigningKey(), newSigningKey()]);
  await knex("signing_keys")
    .insert([keyRow(poolId, "id", id), keyRow(poolId, "access", access)])
    .onConflict(["pool_id", "signs"])
    .ignore();
};

const keyRow = (poolId: string, signs: keyof SigningKeys, { kid, privateKey }: SigningKey) => ({
  pool_id: poolId,
  signs,
  kid,
  private_key: privateKey.export({ type: "pkcs8", format: "pem" }),
});

/** Keys never change once they are made, so each pool's are read once. */
export const signingKeysInPostgres = (knex: Knex): FindSigningKeys => {
  const known = new Map<string, SigningKeys>();
  return async (poolId) => {
    const keys = known.get(poolId) ?? (await readKeys(knex, poolId));
    known.set(poolId, keys);
    return keys;
  };
};

const readKeys = async (knex: Knex, poolId: string): Promise<SigningKeys> => {
  const rows = await knex<KeyRow>("signing_keys").where({ pool_id: poolId } as object);
  return { id: keyThat("id", rows), access: keyThat("access", rows) };
};

const keyThat = (signs: keyof SigningKeys, rows: readonly KeyRow[]): SigningKey => {
  const row = rows.find((candidate) => candidate.signs === signs);
  if (!row) throw new Error(`the pool has no key that signs ${signs} tokens`);
  const privateKey = createPrivateKey(row.private_key);
  return { kid: row.kid, privateKey, publicKey: createPublicKey(privateKey) };
};
