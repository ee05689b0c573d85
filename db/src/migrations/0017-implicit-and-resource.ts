import type { Migration } from "../migrations.ts";

/**
 * What an application asked for beside a code: tokens at once, whose family has no refresh token, and an access token
 * for one API.
 */
export const implicitAndResource: Migration = {
  name: "0017-implicit-and-resource",
  up: async (knex) => {
    await knex.raw(`
      alter table user_pool.saml_requests
        add column response_type text not null default 'code' check (response_type in ('code', 'token')),
        add column resource text;
      alter table user_pool.authorization_codes add column resource text;
      alter table user_pool.token_families
        add column resource text,
        alter column original drop not null,
        alter column newest drop not null;
    `);
  },
};
