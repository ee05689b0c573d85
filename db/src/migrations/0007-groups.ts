import type { Migration } from "../migrations.ts";

/** What an administrator may say of a group beside its name: the role that tokens name, and when it was last changed. */
export const groups: Migration = {
  name: "0007-groups",
  up: async (knex) => {
    await knex.raw(`
      alter table user_pool.groups add column role_arn text, add column modified_at timestamptz;
      update user_pool.groups set modified_at = created_at;
      alter table user_pool.groups alter column modified_at set not null;
    `);
  },
};
