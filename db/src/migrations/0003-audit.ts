import type { Migration } from "../migrations.ts";

/**
 * What was changed and what was decided. Who appends may neither read nor choose number and time of a record, and
 * nobody changes one: rights forbid it to the services, triggers to the owner as well. `0004` adds sign-ins.
 */
export const audit: Migration = {
  name: "0003-audit",
  up: async (knex) => {
    await knex.raw(`
      create table audit.changes (
        id bigint generated always as identity primary key,
        at timestamptz not null default clock_timestamp(),
        actor text not null,
        action text not null,
        subject text not null,
        before jsonb,
        after jsonb,
        request_id text
      );
      create index on audit.changes (subject, at);

      create table audit.decisions (
        id bigint generated always as identity primary key,
        at timestamptz not null default clock_timestamp(),
        request_id text not null,
        route text,
        method_arn text,
        method text not null,
        path text not null,
        principal text,
        token_id text,
        session_id text,
        client_id text,
        grants jsonb,
        effect text not null check (effect in ('Allow', 'Deny')),
        decided_by jsonb,
        cached boolean not null
      );
      create index on audit.decisions (request_id);
      create index on audit.decisions (principal, at);

      grant insert (actor, action, subject, before, after, request_id) on audit.changes to gatehouse_permissions;
      grant insert (request_id, route, method_arn, method, path, principal, token_id, session_id, client_id, grants,
        effect, decided_by, cached) on audit.decisions to gatehouse_authorizer;

      create function audit.refuse() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        raise exception 'audit.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
      end $$;
    `);
    await knex.raw(appendOnly("changes"));
    await knex.raw(appendOnly("decisions"));
  },
};

/** Makes a table of schema `audit` refuse every statement but inserts and reads, whoever sends it. */
export const appendOnly = (table: string) => `
  create trigger append_only before update or delete or truncate on audit.${table}
    for each statement execute function audit.refuse();
`;
