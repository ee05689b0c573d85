import type { Migration } from "../migrations.ts";

/**
 * What users with a password need. Sessions of challenges are stored hashed and taken by `delete … returning`; attempts
 * at codes are counted under the lock of the code's row. Failed sign-ins are counted by the name that was given, so that
 * a name that nobody has is locked out as one that somebody has.
 */
export const nativeUsers: Migration = {
  name: "0012-native-users",
  up: async (knex) => {
    await knex.raw(`
      create table user_pool.passwords (
        pool_id text not null,
        username text not null,
        hash text not null,
        srp_salt text not null,
        srp_verifier text not null,
        temporary boolean not null,
        set_at timestamptz not null,
        former text[] not null,
        primary key (pool_id, username),
        foreign key (pool_id, username) references user_pool.users on delete cascade
      );
      create table user_pool.failed_sign_ins (
        pool_id text not null references user_pool.pools on delete cascade,
        name text not null,
        failures integer not null,
        locked_until timestamptz not null,
        expires_at timestamptz not null,
        primary key (pool_id, name)
      );
      create index on user_pool.failed_sign_ins (expires_at);
      create table user_pool.aliases (
        pool_id text not null,
        attribute text not null,
        value text not null,
        username text not null,
        primary key (pool_id, attribute, value),
        foreign key (pool_id, username) references user_pool.users on delete cascade
      );
      create index on user_pool.aliases (pool_id, username);
      create table user_pool.challenges (
        session_hash bytea primary key,
        pool_id text not null references user_pool.pools on delete cascade,
        client_id text not null references user_pool.clients on delete cascade,
        username text not null,
        challenge jsonb not null,
        expires_at timestamptz not null
      );
      create index on user_pool.challenges (expires_at);
      create table user_pool.confirmation_codes (
        pool_id text not null,
        username text not null,
        purpose text not null,
        code_hash bytea not null,
        address text not null,
        attempts_left integer not null,
        expires_at timestamptz not null,
        primary key (pool_id, username, purpose),
        foreign key (pool_id, username) references user_pool.users on delete cascade
      );
      create index on user_pool.confirmation_codes (expires_at);
      create table user_pool.mailbox (
        id bigint generated always as identity primary key,
        pool_id text not null references user_pool.pools on delete cascade,
        username text not null,
        recipient text not null,
        medium text not null,
        subject text,
        body text not null,
        sent_at timestamptz not null,
        expires_at timestamptz not null
      );
      create index on user_pool.mailbox (recipient, id);
      create index on user_pool.mailbox (expires_at);
      create table user_pool.software_tokens (
        pool_id text not null,
        username text not null,
        secret bytea,
        pending bytea,
        name text,
        last_step bigint not null default 0,
        enabled boolean not null default false,
        preferred boolean not null default false,
        primary key (pool_id, username),
        foreign key (pool_id, username) references user_pool.users on delete cascade
      );
      grant select, insert, update, delete on user_pool.passwords, user_pool.failed_sign_ins, user_pool.aliases,
        user_pool.challenges, user_pool.confirmation_codes, user_pool.mailbox, user_pool.software_tokens
        to gatehouse_user_pool;

      alter table user_pool.pools add column decoy_key bytea not null
        default (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
      alter table user_pool.token_families add column begun_by text not null default 'domain'
        check (begun_by in ('domain', 'api'));
    `);
  },
};
