import { randomUUID } from "node:crypto";
import type { Knex } from "knex";
import type { Branding, BrandingSettings, Brandings } from "../config/appearance.ts";
import { type DeclaredRow, declaredOf } from "./records-in-postgres.ts";

interface Row extends DeclaredRow<BrandingSettings> {
  readonly id: string;
}

const brandingOf = (row: Row | undefined): Branding | undefined =>
  row && { id: row.id, poolId: row.pool_id, ...declaredOf(row) };

export const brandingsInPostgres = (knex: Knex): Brandings => {
  const first = async (where: object) =>
    brandingOf(await knex("managed_login_brandings").where(where).first<Row | undefined>());
  return {
    async create({ poolId: pool_id, clientId: client_id }, branding, now) {
      const settings = JSON.stringify(branding);
      const [row] = await knex("managed_login_brandings")
        .insert({ id: randomUUID(), pool_id, client_id, settings, created_at: now, modified_at: now })
        .onConflict("client_id")
        .ignore()
        .returning<Row[]>("*");
      return brandingOf(row);
    },
    find: (pool_id, id) => first({ pool_id, id }),
    findOf: (pool_id, client_id) => first({ pool_id, client_id }),
    async replace({ poolId: pool_id, id }, branding, now) {
      const [row] = await knex("managed_login_brandings")
        .where({ pool_id, id })
        .update({ settings: JSON.stringify(branding), modified_at: now })
        .returning<Row[]>("*");
      return brandingOf(row);
    },
    remove: async (pool_id, id) => (await knex("managed_login_brandings").where({ pool_id, id }).delete()) === 1,
  };
};
