import type { Knex } from "knex";
import { type Domain, type DomainSettings, type Domains, DomainTaken } from "../domains/domain.ts";

interface Row {
  readonly pool_id: string;
  readonly kind: Domain["kind"];
  readonly settings: DomainSettings;
}

const domainOf = ({ pool_id, kind, settings }: Row): Domain => ({ poolId: pool_id, kind, settings });

export const domainsInPostgres = (knex: Knex): Domains => ({
  async find(name) {
    const row = await knex<Row>("domains")
      .where({ name } as object)
      .first();
    return row && domainOf(row);
  },
  async ofPool(pool_id) {
    const rows: Row[] = await knex("domains").where({ pool_id }).orderBy("kind", "desc");
    return rows.map(domainOf);
  },
  async create({ poolId: pool_id, kind, settings }, now) {
    const row = { name: settings.Domain, pool_id, kind, settings: JSON.stringify(settings) };
    const made = await knex("domains")
      .insert({ ...row, created_at: now, modified_at: now })
      .onConflict()
      .ignore()
      .returning("name");
    if (made.length > 0) return;
    throw new DomainTaken((await knex("domains").where({ name: row.name }).first()) ? "name" : "pool");
  },
  async replace({ poolId: pool_id, kind, settings }, now) {
    const changed = await knex("domains")
      .where({ name: settings.Domain, pool_id, kind })
      .update({ settings: JSON.stringify(settings), modified_at: now });
    return changed === 1;
  },
  remove: async (pool_id, name) => (await knex("domains").where({ pool_id, name }).delete()) === 1,
});
