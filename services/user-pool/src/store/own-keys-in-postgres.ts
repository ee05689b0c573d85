import { createPrivateKey } from "node:crypto";
import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import type { Knex } from "knex";
import type { OwnKey, OwnKeys } from "../saml/own-key.ts";

interface Place {
  readonly table: string;
  readonly key: Readonly<Record<string, string>>;
  /** What the certificate says whose it is. */
  readonly commonName: string;
}

/** Of processes that need a key at the same time one is first, and the others use its key. */
export const ownKeysInPostgres = (knex: Knex): OwnKeys => {
  const keyIn = async (place: Place) => (await found(knex, place)) ?? (await made(knex, place));
  return {
    signing: (poolId) => keyIn({ table: "saml_signing_keys", key: { pool_id: poolId }, commonName: poolId }),
    encryption: ({ poolId, name }) =>
      keyIn({ table: "saml_encryption_keys", key: { pool_id: poolId, provider: name }, commonName: poolId }),
  };
};

const found = async (knex: Knex, { table, key }: Place): Promise<OwnKey | undefined> => {
  const row = await knex(table).where(key).first("private_key", "certificate");
  return row && { privateKey: createPrivateKey(row.private_key), certificate: row.certificate };
};

const made = async (knex: Knex, place: Place): Promise<OwnKey> => {
  const { table, key, commonName } = place;
  const { key: private_key, certificate: pem } = await selfSigned({ commonName });
  await knex(table)
    .insert({ ...key, private_key, certificate: pem.replace(/-----[^-]+-----|\s/g, "") })
    .onConflict(Object.keys(key))
    .ignore();
  const own = await found(knex, place);
  if (!own) throw new Error(`the key that was put into ${table} is gone`);
  return own;
};
