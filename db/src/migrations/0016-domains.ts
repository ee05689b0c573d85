import type { Migration } from "../migrations.ts";

/** The domains that the API gave to pools: of each kind a pool has one, and a name leads to one pool. */
export const domains: Migration = {
  name: "0016-domains",
  up: async (knex) => {
    await knex.raw(`
      create table user_pool.domains (
        name text primary key,
        pool_id text not null references user_pool.pools on delete cascade,
        kind text not null check (kind in ('prefix', 'custom')),
        settings jsonb not null,
        created_at timestamptz not null,
        modified_at timestamptz not null,
        unique (pool_id, kind)
      );
      grant select, insert, update, delete on user_pool.domains to gatehouse_user_pool;
    `);
  },
};
