import type { Caller } from "../caller.ts";
import { LastAdministrator } from "../failures.ts";
import type { World } from "../operation.ts";
import { hasAdministrator } from "../safety/administrators.ts";
import { NotAuthorized } from "../safety/not-authorized.ts";
import { type Standing, standingOf } from "../safety/standing.ts";
import { inTenant, inTenantInTurn, type Tenancy } from "./in-tenant.ts";
import { newVersion } from "./rows.ts";

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
  /** What the caller is and may, as it was when the change began. */
  standing(): Promise<Standing>;
  /** Notes what was changed; it is recorded with the change. What was so already is not noted. */
  record(change: Change): void;
}

/**
 * Makes changes within the caller's tenant and records who made them, all or nothing. The changes of one tenant happen
 * one after the other, so what `work` reads stays so until it is done. A change that the caller had no authority for is
 * undone, and recorded as denied.
 * @throws {LastAdministrator} where the tenant had an administrator and would have none
 */
export const change = async <T>(world: World, caller: Caller, work: (changing: Changing) => Promise<T>): Promise<T> => {
  try {
    return await inTenantInTurn(world.knex, caller, (tenancy) => changed({ tenancy, caller, now: world.now() }, work));
  } catch (error) {
    if (error instanceof NotAuthorized)
      await inTenant(world.knex, caller, (tenancy) => append(tenancy, caller, [error.attempt], "denied"));
    throw error;
  }
};

const changed = async <T>(
  { tenancy, caller, now }: { tenancy: Tenancy; caller: Caller; now: number },
  work: (changing: Changing) => Promise<T>,
): Promise<T> => {
  const { trx, tenant } = tenancy;
  await trx.raw("select from entitlements.tenants where name = ? for update", [tenant]);
  const hadAdministrator = await hasAdministrator(tenancy, now);
  const changes: Change[] = [];
  const result = await work(changing({ tenancy, caller, now }, (made) => changes.push(made)));
  if (changes.length === 0) return result;
  if (hadAdministrator && !(await hasAdministrator(tenancy, now))) throw new LastAdministrator();
  await append(tenancy, caller, changes, "made");
  await rowsOfTenants(tenancy).update({ version: newVersion(tenancy) });
  return result;
};

/** Tries what changes would do: `work` changes nothing, and what it notes is not recorded. */
export const trial = <T>(world: World, caller: Caller, work: (changing: Changing) => Promise<T>): Promise<T> =>
  inTenant(world.knex, caller, (tenancy) => work(changing({ tenancy, caller, now: world.now() }, () => {})));

const changing = (
  { tenancy, caller, now }: { tenancy: Tenancy; caller: Caller; now: number },
  record: Changing["record"],
): Changing => {
  let standing: Promise<Standing> | undefined;
  return {
    ...tenancy,
    caller,
    now,
    standing: () => {
      standing ??= standingOf(tenancy, caller);
      return standing;
    },
    record,
  };
};

const rowsOfTenants = ({ trx, tenant }: Tenancy) =>
  trx.withSchema("entitlements").table("tenants").where({ name: tenant });

/** Rows that one statement takes: each is chained to the one before it, and a statement has a second. */
const most = 200;

const append = async (
  { trx }: Tenancy,
  { actor, requestId, sourceIp }: Caller,
  changes: readonly Change[],
  decision: "made" | "denied",
) => {
  const rows = changes.map(({ action, subject, before, after }) => ({
    actor,
    action,
    subject,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
    decision,
    request_id: requestId,
    source_ip: sourceIp,
  }));
  for (let from = 0; from < rows.length; from += most)
    await trx
      .withSchema("audit")
      .table("changes")
      .insert(rows.slice(from, from + most));
};
