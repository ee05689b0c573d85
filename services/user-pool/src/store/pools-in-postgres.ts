import type { Knex } from "knex";
import type { DeclarePools } from "../config/declare-pools.ts";
import type { UserPoolSettings } from "../config/user-pool.ts";
import { type DeclaredRow, declaredOf } from "./records-in-postgres.ts";
import { ensureSigningKeys } from "./signing-keys-in-postgres.ts";

interface Row extends DeclaredRow<UserPoolSettings> {
  readonly declared_by: "file" | "api";
}

export const poolsInPostgres = (knex: Knex): DeclarePools => ({
  create: (pool, now) =>
    knex.transaction(async (transaction) => {
      const settings = JSON.stringify(pool);
      const [row] = await transaction("pools")
        .insert({ id: pool.Id, settings, declared_by: "api", created_at: now, modified_at: now })
        .returning<Row[]>("*");
      await ensureSigningKeys(transaction, pool.Id);
      return declaredOf(row as Row);
    }),
  change: (id, change, now) =>
    knex.transaction(async (transaction) => {
      const present = await locked(transaction, id);
      if (!present) return undefined;
      const settings = JSON.stringify(change(present.settings));
      const [row] = await transaction("pools")
        .where({ id })
        .update({ settings, modified_at: now })
        .returning<Row[]>("*");
      return declaredOf(row as Row);
    }),
  remove: (id) =>
    knex.transaction(async (transaction) => {
      const row = await locked(transaction, id);
      if (!row) return "none";
      if (row.settings.DeletionProtection === "ACTIVE") return "protected";
      if (row.declared_by === "file") return "of the file";
      await transaction("pools").where({ id }).delete();
      return "removed";
    }),
});

const locked = (transaction: Knex, id: string): Promise<Row | undefined> =>
  transaction("pools").where({ id }).forUpdate().first<Row | undefined>();
