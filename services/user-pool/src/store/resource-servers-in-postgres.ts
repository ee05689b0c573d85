import type { Knex } from "knex";
import type { DeclareResourceServers } from "../config/declare-resource-servers.ts";
import type { ResourceServerSettings } from "../config/resource-server.ts";
import { type DeclaredRow, declaredOf } from "./records-in-postgres.ts";

type Row = DeclaredRow<ResourceServerSettings>;

export const resourceServersInPostgres = (knex: Knex): DeclareResourceServers => ({
  async create(pool_id, server, now) {
    const settings = JSON.stringify(server);
    const identifier = server.Identifier;
    const [row] = await knex("resource_servers")
      .insert({ pool_id, identifier, settings, declared_by: "api", created_at: now, modified_at: now })
      .onConflict(["pool_id", "identifier"])
      .ignore()
      .returning<Row[]>("*");
    return row && declaredOf(row);
  },
  async replace(pool_id, server, now) {
    const [row] = await knex("resource_servers")
      .where({ pool_id, identifier: server.Identifier })
      .update({ settings: JSON.stringify(server), modified_at: now })
      .returning<Row[]>("*");
    return row && declaredOf(row);
  },
  remove: async (pool_id, identifier) => (await knex("resource_servers").where({ pool_id, identifier }).delete()) === 1,
});
