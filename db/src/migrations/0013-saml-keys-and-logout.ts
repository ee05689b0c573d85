import type { Migration } from "../migrations.ts";

/**
 * The key with which a pool signs its SAML messages, the key of each provider that encrypts its assertions, what single
 * logout must know of a session, and the logouts that wait for a provider's answer. A link is an identity that an
 * administrator promised to a user by an attribute other than the subject, until somebody signs in with it.
 */
export const samlKeysAndLogout: Migration = {
  name: "0013-saml-keys-and-logout",
  up: async (knex) => {
    await knex.raw(`
      create table user_pool.saml_signing_keys (
        pool_id text primary key references user_pool.pools on delete cascade,
        private_key text not null,
        certificate text not null,
        created_at timestamptz not null default now()
      );
      create table user_pool.saml_encryption_keys (
        pool_id text not null,
        provider text not null,
        private_key text not null,
        certificate text not null,
        created_at timestamptz not null default now(),
        primary key (pool_id, provider),
        foreign key (pool_id, provider) references user_pool.identity_providers on delete cascade
      );

      alter table user_pool.browser_sessions
        add column name_id text,
        add column name_id_attributes jsonb,
        add column session_index text;
      create index on user_pool.browser_sessions (pool_id, provider, name_id);
      create table user_pool.saml_logouts (
        request_id text primary key,
        pool_id text not null,
        provider text not null,
        relay_state text not null,
        location text not null,
        expires_at timestamptz not null,
        foreign key (pool_id, provider) references user_pool.identity_providers on delete cascade
      );
      create index on user_pool.saml_logouts (expires_at);

      create table user_pool.identity_links (
        pool_id text not null,
        provider text not null,
        attribute text not null,
        value text not null,
        username text not null,
        created_at timestamptz not null,
        primary key (pool_id, provider, attribute, value),
        foreign key (pool_id, username) references user_pool.users on delete cascade
      );
      create index on user_pool.identity_links (pool_id, username);

      grant select, insert, update, delete on user_pool.saml_signing_keys, user_pool.saml_encryption_keys,
        user_pool.saml_logouts, user_pool.identity_links to gatehouse_user_pool;
    `);
  },
};
