import type { Migration } from "../migrations.ts";

/**
 * Pools that the API makes live beside that of the pool's file. A pool's resource servers define scopes; how its pages
 * look is kept for the pool as a whole (no client) and for single clients.
 */
export const poolsByApi: Migration = {
  name: "0011-pools-by-api",
  up: async (knex) => {
    await knex.raw(`
      alter table user_pool.pools
        add column declared_by text not null default 'file' check (declared_by in ('file', 'api'));
      alter table user_pool.pools alter column declared_by drop default;

      create table user_pool.resource_servers (
        pool_id text not null references user_pool.pools on delete cascade,
        identifier text not null,
        settings jsonb not null,
        declared_by text not null check (declared_by in ('file', 'api')),
        created_at timestamptz not null,
        modified_at timestamptz not null,
        primary key (pool_id, identifier)
      );
      create table user_pool.ui_customizations (
        pool_id text not null references user_pool.pools on delete cascade,
        client_id text references user_pool.clients on delete cascade,
        css text,
        css_version text not null,
        created_at timestamptz not null,
        modified_at timestamptz not null,
        unique nulls not distinct (pool_id, client_id)
      );
      create table user_pool.managed_login_brandings (
        id uuid primary key,
        pool_id text not null references user_pool.pools on delete cascade,
        client_id text not null unique references user_pool.clients on delete cascade,
        settings jsonb not null,
        created_at timestamptz not null,
        modified_at timestamptz not null
      );
      grant select, insert, update, delete
        on user_pool.resource_servers, user_pool.ui_customizations, user_pool.managed_login_brandings
        to gatehouse_user_pool;
    `);
  },
};
