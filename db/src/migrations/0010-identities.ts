import type { Migration } from "../migrations.ts";

/**
 * Who vouches for a user: none for one with a password, one for a federated one, several for one to whom an
 * administrator linked others. A session without a provider is that of a user who signed in with a password.
 */
export const identities: Migration = {
  name: "0010-identities",
  up: async (knex) => {
    await knex.raw(`
      create table user_pool.identities (
        pool_id text not null,
        provider text not null,
        provider_user_id text not null,
        username text not null,
        issuer text,
        is_primary boolean not null,
        created_at timestamptz not null,
        primary key (pool_id, provider, provider_user_id),
        foreign key (pool_id, username) references user_pool.users on delete cascade
      );
      create index on user_pool.identities (pool_id, username);
      grant select, insert, update, delete on user_pool.identities to gatehouse_user_pool;

      insert into user_pool.identities
        select pool_id, provider, provider_user_id, username, provider_issuer, true, created_at from user_pool.users;
      alter table user_pool.users
        drop column provider,
        drop column provider_user_id,
        drop column provider_issuer,
        add column status text not null default 'EXTERNAL_PROVIDER' check (status in
          ('UNCONFIRMED', 'CONFIRMED', 'RESET_REQUIRED', 'FORCE_CHANGE_PASSWORD', 'EXTERNAL_PROVIDER'));
      alter table user_pool.users alter column status drop default;

      alter table user_pool.browser_sessions alter column provider drop not null;
      alter table user_pool.authorization_codes add column event_id uuid;
      alter table user_pool.token_families add column event_id uuid;
    `);
  },
};
