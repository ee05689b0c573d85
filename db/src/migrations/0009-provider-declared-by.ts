import type { Migration } from "../migrations.ts";

/** Who declared an identity provider, as 0008 has it of clients. */
export const providerDeclaredBy: Migration = {
  name: "0009-provider-declared-by",
  up: async (knex) => {
    await knex.raw(`
      alter table user_pool.identity_providers
        add column declared_by text not null default 'file' check (declared_by in ('file', 'api'));
      alter table user_pool.identity_providers alter column declared_by drop default;
    `);
  },
};
