import type { Knex } from "knex";
import { type IdentityProviderSettings, providerOf } from "../config/identity-provider.ts";
import type { Declared, DeclaredPage, PageAsked, PoolRecords } from "../config/pool-records.ts";
import { type ResourceServerSettings, scopesOf } from "../config/resource-server.ts";
import { poolOf, type UserPoolSettings } from "../config/user-pool.ts";
import { clientOf, type UserPoolClientSettings } from "../config/user-pool-client.ts";

export interface DeclaredRow<Settings> {
  readonly pool_id: string;
  readonly settings: Settings;
  readonly created_at: Date;
  readonly modified_at: Date;
}

export const declaredOf = <Settings>(row: DeclaredRow<Settings>): Declared<Settings> => ({
  settings: row.settings,
  createdAt: row.created_at,
  modifiedAt: row.modified_at,
});

const declared = <Settings>(row: DeclaredRow<Settings> | undefined) => row && declaredOf(row);

interface Listing extends PageAsked {
  readonly table: string;
  readonly where: object;
  /** The column that names a row, by which the listing is ordered. */
  readonly by: string;
}

const page = async <Settings>(
  knex: Knex,
  { table, where, by, limit, after }: Listing,
): Promise<DeclaredPage<Settings>> => {
  const query = knex(table)
    .where(where)
    .orderBy(by)
    .limit(limit + 1);
  if (after !== undefined) query.where(by, ">", after);
  const rows: (DeclaredRow<Settings> & Record<string, unknown>)[] = await query;
  const shown = rows.slice(0, limit);
  return { found: shown.map(declaredOf), next: rows.length > limit ? String(shown.at(-1)?.[by]) : undefined };
};

/** What the pool's file declared when this or another process was last started, and what was declared since. */
export const recordsInPostgres = (knex: Knex): PoolRecords => {
  const pool = (id: string) =>
    knex<DeclaredRow<UserPoolSettings>>("pools")
      .where({ id } as object)
      .first();
  const client = (where: object) => knex<DeclaredRow<UserPoolClientSettings>>("clients").where(where).first();
  const provider = (where: object) =>
    knex<DeclaredRow<IdentityProviderSettings>>("identity_providers").where(where).first();
  const resourceServers = (where: object) => knex<DeclaredRow<ResourceServerSettings>>("resource_servers").where(where);
  const providerByIdentifier = (poolId: string, identifier: string) =>
    provider({ pool_id: poolId }).whereRaw("settings -> 'IdpIdentifiers' @> to_jsonb(?::text)", [identifier]);
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
      const row = await providerByIdentifier(poolId, identifier);
      return row && providerOf(poolId, row.settings);
    },
    customScopes: async (pool_id) =>
      new Set((await resourceServers({ pool_id })).flatMap(({ settings }) => scopesOf(settings))),
    countUsers: async (pool_id) => Number((await knex("users").where({ pool_id }).count())[0]?.count),
    async listSignOutProviders() {
      const rows: DeclaredRow<IdentityProviderSettings>[] = await knex("identity_providers")
        .whereRaw("settings -> 'ProviderDetails' ->> 'IDPSignout' = 'true'")
        .orderBy(["pool_id", "name"]);
      return rows.map(({ pool_id, settings }) => providerOf(pool_id, settings));
    },
    async listClientsOf(pool_id, provider) {
      const rows: DeclaredRow<UserPoolClientSettings>[] = await knex("clients")
        .where({ pool_id })
        .whereRaw("settings -> 'SupportedIdentityProviders' @> to_jsonb(?::text)", [provider])
        .orderBy("id");
      return rows.map(({ settings }) => clientOf(pool_id, settings));
    },
    declaredPool: async (id) => declared(await pool(id)),
    declaredClient: async (poolId, id) => declared(await client({ pool_id: poolId, id })),
    declaredProvider: async (poolId, name) => declared(await provider({ pool_id: poolId, name })),
    declaredProviderByIdentifier: async (poolId, identifier) =>
      declared(await providerByIdentifier(poolId, identifier)),
    declaredResourceServer: async (pool_id, identifier) =>
      declared(await resourceServers({ pool_id, identifier }).first()),
    listPools: (asked) => page(knex, { table: "pools", where: {}, by: "id", ...asked }),
    listClients: (pool_id, asked) => page(knex, { table: "clients", where: { pool_id }, by: "id", ...asked }),
    listProviders: (pool_id, asked) =>
      page(knex, { table: "identity_providers", where: { pool_id }, by: "name", ...asked }),
    listResourceServers: (pool_id, asked) =>
      page(knex, { table: "resource_servers", where: { pool_id }, by: "identifier", ...asked }),
  };
};
