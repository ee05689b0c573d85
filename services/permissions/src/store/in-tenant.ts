import { providerOf } from "@gatehouse/entitlements/state.ts";
import type { Knex } from "knex";
import type { Caller } from "../caller.ts";
import { NoTenant } from "../failures.ts";
import { inTurn } from "./in-turn.ts";
import { retried } from "./retried.ts";

/** A transaction that sees one tenant's rows, and no other's (row-level security). */
export interface Tenancy {
  readonly trx: Knex;
  readonly tenant: string;
}

/**
 * Runs `work` in one transaction within the caller's tenant. The setting ends with the transaction, so a connection
 * goes back to its pool without a tenant. In a transaction that there is already, this is a part of it, which is undone alone.
 * @throws {NoTenant} for a caller whose provider belongs to nobody
 */
export const inTenant = <T>(
  knex: Knex,
  { actor }: Pick<Caller, "actor">,
  work: (tenancy: Tenancy) => Promise<T>,
  options: { isolationLevel?: "repeatable read" } = {},
): Promise<T> =>
  retried(knex, () =>
    knex.transaction(async (trx) => {
      const { rows } = await trx.raw("select set_config('app.tenant', entitlements.tenant_of(?), true) as tenant", [
        actor,
      ]);
      const tenant: string | null = rows[0].tenant;
      if (!tenant) throw new NoTenant();
      return await work({ trx, tenant });
    }, options),
  );

/** The same for what changes something: what this process changes for one provider's users happens one after the other. */
export const inTenantInTurn: typeof inTenant = (knex, caller, work) =>
  knex.isTransaction
    ? inTenant(knex, caller, work)
    : inTurn(providerOf(caller.actor), () => inTenant(knex, caller, work));
