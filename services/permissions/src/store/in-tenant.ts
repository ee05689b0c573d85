import type { Knex } from "knex";
import { NoTenant } from "../failures.ts";
import type { Caller } from "../operation.ts";

/** A transaction in which the caller's tenant alone is visible: row-level security goes by `app.tenant`. */
export interface TenantTransaction {
  readonly trx: Knex;
  readonly tenant: string;
}

/**
 * Works in the tenant that the caller's provider belongs to; the setting ends with the transaction, so that a pooled
 * connection carries it to nobody else.
 * @throws {NoTenant} for a caller whose provider is no tenant's.
 */
export const inTenant = <Result>(
  knex: Knex,
  { actor }: Pick<Caller, "actor">,
  work: (inside: TenantTransaction) => Promise<Result>,
): Promise<Result> =>
  knex.transaction(async (trx) => {
    const { rows } = await trx.raw(
      "select set_config('app.tenant', coalesce(entitlements.tenant_of(?), ''), true) as tenant",
      [actor],
    );
    const tenant: string = rows[0].tenant;
    if (tenant === "") throw new NoTenant();
    return await work({ trx, tenant });
  });
