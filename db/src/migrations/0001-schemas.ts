import type { Migration } from "../migrations.ts";

/** The schemas, and who may enter which. What may be done inside is granted table by table. */
export const schemas: Migration = {
  name: "0001-schemas",
  up: async (knex) => {
    await knex.raw(`
      revoke all on schema public from public;
      alter default privileges revoke execute on functions from public;

      create schema user_pool;
      create schema session;
      create schema entitlements;
      create schema trades;
      create schema audit;

      grant usage on schema user_pool to gatehouse_user_pool;
      grant usage on schema session to gatehouse_session;
      grant usage on schema entitlements to gatehouse_authorizer, gatehouse_permissions;
      grant usage on schema trades to gatehouse_trades;
      grant usage on schema audit to gatehouse_user_pool, gatehouse_authorizer, gatehouse_permissions;
    `);
  },
};
