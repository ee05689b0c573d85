import type { Migration } from "../migrations.ts";

/** Who declared a client: the pool's file, which takes away again what it does not name any more, or the API. */
export const declaredBy: Migration = {
  name: "0008-declared-by",
  up: async (knex) => {
    await knex.raw(`
      alter table user_pool.clients
        add column declared_by text not null default 'file' check (declared_by in ('file', 'api'));
      alter table user_pool.clients alter column declared_by drop default;
    `);
  },
};
