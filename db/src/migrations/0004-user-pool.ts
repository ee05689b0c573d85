import type { Migration } from "../migrations.ts";
import { appendOnly } from "./0003-audit.ts";

/**
 * What the user pool keeps. Codes, refresh tokens and cookies are stored hashed (SHA-256 of random values); what may be
 * used once is taken by `delete … returning` or by an update of a column that must still be null.
 */
export const userPool: Migration = {
  name: "0004-user-pool",
  up: async (knex) => {
    await knex.raw(`
      create table user_pool.pools (
        id text primary key,
        settings jsonb not null,
        created_at timestamptz not null,
        modified_at timestamptz not null
      );
      create table user_pool.clients (
        id text primary key,
        pool_id text not null references user_pool.pools on delete cascade,
        settings jsonb not null,
        created_at timestamptz not null,
        modified_at timestamptz not null
      );
      create table user_pool.identity_providers (
        pool_id text not null references user_pool.pools on delete cascade,
        name text not null,
        settings jsonb not null,
        created_at timestamptz not null,
        modified_at timestamptz not null,
        primary key (pool_id, name)
      );
      create table user_pool.idp_metadata (
        pool_id text not null,
        provider text not null,
        url text not null,
        xml text not null,
        fetched_at timestamptz not null,
        primary key (pool_id, provider),
        foreign key (pool_id, provider) references user_pool.identity_providers on delete cascade
      );

      create table user_pool.signing_keys (
        pool_id text not null references user_pool.pools on delete cascade,
        signs text not null check (signs in ('id', 'access')),
        kid text not null unique,
        private_key text not null,
        created_at timestamptz not null default now(),
        primary key (pool_id, signs)
      );
      create table user_pool.relay_keys (
        version integer primary key check (version between 0 and 999),
        key bytea not null check (length(key) = 32)
      );

      create table user_pool.users (
        pool_id text not null references user_pool.pools on delete cascade,
        username text not null,
        sub uuid not null unique,
        provider text not null,
        provider_user_id text not null,
        provider_issuer text not null,
        attributes jsonb not null,
        enabled boolean not null default true,
        tokens_not_before timestamptz,
        created_at timestamptz not null,
        modified_at timestamptz not null,
        primary key (pool_id, username)
      );
      create table user_pool.groups (
        pool_id text not null references user_pool.pools on delete cascade,
        name text not null,
        description text,
        precedence integer,
        created_at timestamptz not null,
        primary key (pool_id, name)
      );
      create table user_pool.memberships (
        pool_id text not null,
        group_name text not null,
        username text not null,
        primary key (pool_id, username, group_name),
        foreign key (pool_id, group_name) references user_pool.groups on delete cascade,
        foreign key (pool_id, username) references user_pool.users on delete cascade
      );
      create index on user_pool.memberships (pool_id, group_name);

      create table user_pool.saml_requests (
        id uuid primary key,
        request_id text not null unique,
        pool_id text not null references user_pool.pools on delete cascade,
        client_id text not null references user_pool.clients on delete cascade,
        provider text not null,
        browser_hash bytea not null,
        redirect_uri text not null,
        state text,
        scopes text[] not null,
        nonce text,
        code_challenge text,
        expires_at timestamptz not null
      );
      create index on user_pool.saml_requests (expires_at);
      create table user_pool.seen_assertions (
        issuer text not null,
        assertion_id text not null,
        expires_at timestamptz not null,
        primary key (issuer, assertion_id)
      );
      create index on user_pool.seen_assertions (expires_at);

      create table user_pool.browser_sessions (
        cookie_hash bytea primary key,
        pool_id text not null,
        username text not null,
        provider text not null,
        auth_time timestamptz not null,
        expires_at timestamptz not null,
        foreign key (pool_id, username) references user_pool.users on delete cascade
      );
      create index on user_pool.browser_sessions (expires_at);

      create table user_pool.authorization_codes (
        code_hash bytea primary key,
        origin_jti uuid not null unique,
        pool_id text not null,
        client_id text not null references user_pool.clients on delete cascade,
        username text not null,
        redirect_uri text not null,
        scopes text[] not null,
        nonce text,
        code_challenge text,
        auth_time timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        foreign key (pool_id, username) references user_pool.users on delete cascade
      );
      create index on user_pool.authorization_codes (expires_at);

      create table user_pool.token_families (
        origin_jti uuid primary key,
        pool_id text not null,
        client_id text not null references user_pool.clients on delete cascade,
        username text not null,
        scopes text[] not null,
        auth_time timestamptz not null,
        original bytea not null,
        newest bytea not null,
        expires_at timestamptz not null,
        revoked_at timestamptz,
        foreign key (pool_id, username) references user_pool.users on delete cascade
      );
      create index on user_pool.token_families (pool_id, username);
      create index on user_pool.token_families (expires_at);
      create table user_pool.refresh_tokens (
        token_hash bytea primary key,
        origin_jti uuid not null references user_pool.token_families on delete cascade,
        rotated_at timestamptz
      );
      create index on user_pool.refresh_tokens (origin_jti);

      grant select, insert, update, delete on all tables in schema user_pool to gatehouse_user_pool;
    `);
    await knex.raw(`
      create table audit.sign_ins (
        id bigint generated always as identity primary key,
        at timestamptz not null default clock_timestamp(),
        request_id text not null,
        outcome text not null,
        expected text,
        received text,
        pool_id text,
        client_id text,
        provider text,
        username text,
        saml_request_id text
      );
      create index on audit.sign_ins (request_id);
      create index on audit.sign_ins (username, at);
      grant insert (request_id, outcome, expected, received, pool_id, client_id, provider, username, saml_request_id)
        on audit.sign_ins to gatehouse_user_pool;
    `);
    await knex.raw(appendOnly("sign_ins"));
  },
};
