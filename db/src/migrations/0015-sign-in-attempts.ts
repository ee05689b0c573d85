import type { Migration } from "../migrations.ts";

/**
 * What an administrator reads of sign-in attempts, for a set time. They outlive pools, clients and users, and refer to
 * none. A leg is one request's part in an attempt: an answer that is refused leaves the attempt open to a better one.
 */
export const signInAttempts: Migration = {
  name: "0015-sign-in-attempts",
  up: async (knex) => {
    await knex.raw(`
      create table user_pool.sign_in_attempts (
        id uuid primary key,
        started_at timestamptz not null,
        ended_at timestamptz,
        pending_until timestamptz,
        outcome text not null,
        pool_id text,
        client_id text,
        provider text,
        username text
      );
      create index on user_pool.sign_in_attempts (started_at, id);
      create index on user_pool.sign_in_attempts (username, started_at);
      create index on user_pool.sign_in_attempts (outcome, started_at);
      create table user_pool.sign_in_legs (
        number bigint generated always as identity primary key,
        attempt_id uuid not null references user_pool.sign_in_attempts on delete cascade,
        request_id text not null,
        leg jsonb not null
      );
      create index on user_pool.sign_in_legs (attempt_id);
      create index on user_pool.sign_in_legs (request_id);
      alter table user_pool.authorization_codes add column attempt_id uuid;

      grant select, insert, update, delete on user_pool.sign_in_attempts, user_pool.sign_in_legs to gatehouse_user_pool;
    `);
  },
};
