import type { Knex } from "knex";
import type { DeclareClients } from "../config/declare-clients.ts";
import type { UserPoolClientSettings } from "../config/user-pool-client.ts";
import { type DeclaredRow, declaredOf } from "./records-in-postgres.ts";

type Row = DeclaredRow<UserPoolClientSettings>;

export const clientsInPostgres = (knex: Knex): DeclareClients => ({
  async create(pool_id, client, now) {
    const settings = JSON.stringify(client);
    const [row] = await knex("clients")
      .insert({ id: client.ClientId, pool_id, settings, declared_by: "api", created_at: now, modified_at: now })
      .returning<Row[]>("*");
    return declaredOf(row as Row);
  },
  async replace(pool_id, client, now) {
    const [row] = await knex("clients")
      .where({ id: client.ClientId, pool_id })
      .update({ settings: JSON.stringify(client), modified_at: now })
      .returning<Row[]>("*");
    return row && declaredOf(row);
  },
  remove: async (pool_id, id) => (await knex("clients").where({ id, pool_id }).delete()) === 1,
});
