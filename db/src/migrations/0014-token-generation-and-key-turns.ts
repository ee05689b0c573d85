import type { Migration } from "../migrations.ts";

/**
 * What the trigger of a sign-in wants of its tokens is kept with the code; `json`, since claims may hold any text.
 * Keys sign in turns: each from its own moment to that of the next. The one there was has signed since it was made.
 */
export const tokenGenerationAndKeyTurns: Migration = {
  name: "0014-token-generation-and-key-turns",
  up: async (knex) => {
    await knex.raw(`
      alter table user_pool.authorization_codes add column overrides json;

      alter table user_pool.signing_keys add column signs_from timestamptz;
      update user_pool.signing_keys set signs_from = created_at;
      alter table user_pool.signing_keys
        alter column signs_from set not null,
        drop constraint signing_keys_pkey,
        add primary key (pool_id, signs, signs_from);
    `);
  },
};
