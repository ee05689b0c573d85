import type { Caller } from "../caller.ts";
import type { World } from "../operation.ts";
import { inTenantInTurn, type Tenancy } from "./in-tenant.ts";

/** What was changed: before and after, as far as there is one. */
export interface Change {
  readonly action: string;
  readonly subject: string;
  readonly before?: object;
  readonly after?: object;
}

/** What a change works with. */
export interface Changing extends Tenancy {
  readonly caller: Caller;
  /** In milliseconds since 1970; one time for the whole change. */
  readonly now: number;
  /** Notes what was changed; it is recorded with the change. What was so already is not noted. */
  record(change: Change): void;
}

/**
 * Makes changes within the caller's tenant and records who made them, all or nothing. The changes of one tenant happen
 * one after the other, so what `work` reads stays so until it is done.
 */
export const change = <T>({ knex, now }: World, caller: Caller, work: (changing: Changing) => Promise<T>): Promise<T> =>
  inTenantInTurn(knex, caller, async (tenancy) => {
    const { trx, tenant } = tenancy;
    await trx.raw("select from entitlements.tenants where name = ? for update", [tenant]);
    const changes: Change[] = [];
    const result = await work({ ...tenancy, caller, now: now(), record: (made) => changes.push(made) });
    if (changes.length > 0) await append(tenancy, caller, changes);
    return result;
  });

const append = async ({ trx }: Tenancy, { actor, requestId }: Caller, changes: readonly Change[]) => {
  await trx
    .withSchema("audit")
    .table("changes")
    .insert(
      changes.map(({ action, subject, before, after }) => ({
        actor,
        action,
        subject,
        before: before && JSON.stringify(before),
        after: after && JSON.stringify(after),
        request_id: requestId,
      })),
    );
};
