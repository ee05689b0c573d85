import type { Migration } from "../migrations.ts";
import { isolation } from "./0019-tenants.ts";

/**
 * What was answered to a request that bore an `Idempotency-Key`: the repeat of one that got lost on its way gets the
 * same answer, and nothing is done twice. A row without answer is of a transaction that is under way.
 */
export const idempotency: Migration = {
  name: "0022-idempotency",
  up: async (knex) => {
    await knex.raw(`
      create table entitlements.idempotency_keys (
        tenant entitlements.name not null references entitlements.tenants on update cascade on delete cascade,
        actor text not null,
        route text not null,
        key text not null check (char_length(key) between 1 and 255),
        at timestamptz not null default now(),
        digest bytea not null check (octet_length(digest) = 32),
        status smallint,
        headers jsonb,
        content text,
        primary key (tenant, actor, route, key)
      );
      create index on entitlements.idempotency_keys (tenant, at);
      ${isolation("idempotency_keys")}
      grant select, insert, update (status, headers, content), delete on entitlements.idempotency_keys
        to gatehouse_permissions;
    `);
  },
};
