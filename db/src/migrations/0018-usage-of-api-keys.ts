import type { Migration } from "../migrations.ts";

/** How many requests of an API key a usage plan has counted, for each period of its quota. */
export const usageOfApiKeys: Migration = {
  name: "0018-usage-of-api-keys",
  up: async (knex) => {
    await knex.raw(`
      create schema gateway;
      grant usage on schema gateway to gatehouse_gateway;
      create table gateway.usage (
        plan text not null,
        api_key text not null,
        since date not null,
        requests bigint not null check (requests > 0),
        primary key (plan, api_key, since)
      );
      grant select, insert, update on gateway.usage to gatehouse_gateway;
    `);
  },
};
