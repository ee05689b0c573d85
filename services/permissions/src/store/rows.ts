import type { Knex } from "knex";
import type { Tenancy } from "./in-tenant.ts";

/** The rows of the tenant: said here as well as by row-level security. */
export const rowsOf = ({ trx, tenant }: Tenancy, table: string): Knex.QueryBuilder =>
  trx
    .withSchema("entitlements")
    .table(table)
    .where({ [`${table}.tenant`]: tenant });

/** Adds a row to the tenant's, unless one with its key is there already. @returns what was added */
export const addRow = async <Row>(
  { trx, tenant }: Tenancy,
  table: string,
  { row, returning }: { row: object; returning: readonly string[] },
): Promise<Row | undefined> => {
  const [added] = await trx
    .withSchema("entitlements")
    .table(table)
    .insert({ tenant, ...row })
    .onConflict()
    .ignore()
    .returning([...returning]);
  return added as Row | undefined;
};

/** A version that nothing had before. */
export const newVersion = ({ trx }: Pick<Tenancy, "trx">): Knex.Raw => trx.raw("nextval('entitlements.versions')");
