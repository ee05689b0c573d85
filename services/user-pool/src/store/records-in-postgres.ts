import type { Knex } from "knex";
import { type IdentityProviderSettings, providerOf } from "../config/identity-provider.ts";
import type { Declared, PoolRecords } from "../config/pool-records.ts";
import { poolOf, type UserPoolSettings } from "../config/user-pool.ts";
import { clientOf, type UserPoolClientSettings } from "../config/user-pool-client.ts";

interface Row<Settings> {
  readonly pool_id: string;
  readonly settings: Settings;
  readonly created_at: Date;
  readonly modified_at: Date;
}

const declared = <Settings>(row: Row<Settings> | undefined): Declared<Settings> | undefined =>
  row && { settings: row.settings, createdAt: row.created_at, modifiedAt: row.modified_at };

/** What the pool's file declared when this or another process was last started. */
export const recordsInPostgres = (knex: Knex): PoolRecords => {
  const pool = (id: string) =>
    knex<Row<UserPoolSettings>>("pools")
      .where({ id } as object)
      .first();
  const client = (where: object) => knex<Row<UserPoolClientSettings>>("clients").where(where).first();
  const provider = (where: object) => knex<Row<IdentityProviderSettings>>("identity_providers").where(where).first();
  return {
    async findPool(id) {
      const row = await pool(id);
      return row && poolOf(row.settings);
    },
    async findClient(id) {
      const row = await client({ id });
      return row && clientOf(row.pool_id, row.settings);
    },
    async findProvider(poolId, name) {
      const row = await provider({ pool_id: poolId, name });
      return row && providerOf(poolId, row.settings);
    },
    async findProviderByIdentifier(poolId, identifier) {
      const row = await knex<Row<IdentityProviderSettings>>("identity_providers")
        .where({ pool_id: poolId })
        .whereRaw("settings -> 'IdpIdentifiers' @> to_jsonb(?::text)", [identifier])
        .first();
      return row && providerOf(poolId, row.settings);
    },
    declaredPool: async (id) => declared(await pool(id)),
    declaredClient: async (poolId, id) => declared(await client({ pool_id: poolId, id })),
    declaredProvider: async (poolId, name) => declared(await provider({ pool_id: poolId, name })),
  };
};
