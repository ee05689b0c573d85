import type { Migration } from "../migrations.ts";

/**
 * Sign-ins under way and sessions. Keys that browsers hold are stored as SHA-256 only, so that who reads these tables
 * cannot take a browser's place.
 */
export const session: Migration = {
  name: "0005-session",
  up: async (knex) => {
    await knex.raw(`
      create table session.sign_ins (
        state_hash bytea primary key check (octet_length(state_hash) = 32),
        browser_hash bytea not null check (octet_length(browser_hash) = 32),
        code_verifier text not null,
        nonce text not null,
        return_to text not null,
        expires_at timestamptz not null
      );
      create index on session.sign_ins (expires_at);

      create table session.sessions (
        key_hash bytea primary key check (octet_length(key_hash) = 32),
        username text not null,
        refresh_token text not null,
        -- What the last refresh brought, for those who asked for one at the same time.
        access_token text not null,
        id_token text not null,
        refreshed_at timestamptz not null default now(),
        idle_until timestamptz not null,
        expires_at timestamptz not null
      );
      create index on session.sessions (least(idle_until, expires_at));

      grant select, insert, update, delete on session.sign_ins, session.sessions to gatehouse_session;
    `);
  },
};
