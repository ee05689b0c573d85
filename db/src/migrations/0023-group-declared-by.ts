import type { Migration } from "../migrations.ts";

/** Who declared a group of a pool, as 0008 has it of clients: the pool's file, or all others. */
export const groupDeclaredBy: Migration = {
  name: "0023-group-declared-by",
  up: async (knex) => {
    await knex.raw(`
      alter table user_pool.groups
        add column declared_by text not null default 'api' check (declared_by in ('file', 'api'));
    `);
  },
};
