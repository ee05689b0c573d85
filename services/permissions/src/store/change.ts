import type { Change as EntitlementChange } from "@gatehouse/entitlements/changes.ts";
import type { Caller } from "../caller.ts";
import type { World } from "../operation.ts";
import { NotAuthorized } from "../safety/not-authorized.ts";
import type { Standing } from "../safety/standing.ts";
import { Withheld } from "../withheld.ts";
import { type Approval, readApprovals } from "./approvals.ts";
import { append, attempted, changing } from "./attempt.ts";
import { inTenant, inTenantInTurn, type Tenancy } from "./in-tenant.ts";
import { newVersion } from "./rows.ts";
import { withhold } from "./withhold.ts";

/** What was changed: before and after, as far as there is one. */
export interface Change {
  readonly action: string;
  readonly subject: string;
  readonly before?: object;
  readonly after?: object;
  /** In whose place the caller did it. */
  readonly onBehalf?: string;
  /** The same as changes that could be made anew; none for what is no change of entitlements. */
  readonly changes: readonly EntitlementChange[];
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

/** Who changes something, where and when. */
export interface Making {
  readonly tenancy: Tenancy;
  readonly caller: Caller;
  readonly now: number;
}

type Work<T> = (changing: Changing) => Promise<T>;

/**
 * Makes changes within the caller's tenant and records who made them, all or nothing. The changes of one tenant happen
 * one after the other, so what `work` reads stays so until it is done. A change that the caller had no authority for is
 * undone, and recorded as denied.
 * @throws {LastAdministrator} where the tenant had an administrator and would have none
 * @throws {Withheld} where the change is administrative and the tenant demands that such are approved
 */
export const change = async <T>(world: World, caller: Caller, work: Work<T>): Promise<T> => {
  const outcome = await inOneGo(world, caller, async (making): Promise<{ result: T } | { approval: Approval }> => {
    const approval = (await readApprovals(making.tenancy)) === "required" ? await withhold(making, work) : undefined;
    return approval ? { approval } : { result: await changed(making, work) };
  });
  if ("approval" in outcome) throw new Withheld(outcome.approval);
  return outcome.result;
};

/** The same for what is an approval itself, or decides on one. */
export const changeAtOnce = <T>(world: World, caller: Caller, work: Work<T>): Promise<T> =>
  inOneGo(world, caller, (making) => changed(making, work));

const inOneGo = async <T>(world: World, caller: Caller, work: (making: Making) => Promise<T>): Promise<T> => {
  try {
    return await inTenantInTurn(world.knex, caller, async (tenancy) => {
      await tenancy.trx.raw("select from entitlements.tenants where name = ? for update", [tenancy.tenant]);
      return await work({ tenancy, caller, now: world.now() });
    });
  } catch (error) {
    if (error instanceof NotAuthorized)
      await inTenant(world.knex, caller, (tenancy) => append(tenancy, caller, [error.attempt], "denied"));
    throw error;
  }
};

const changed = async <T>(making: Making, work: Work<T>): Promise<T> => {
  const { tenancy, caller } = making;
  const { result, records } = await attempted(making, work);
  if (records.length === 0) return result;
  await append(tenancy, caller, records, "made");
  if (records.some(({ changes }) => changes.length > 0))
    await rowsOfTenants(tenancy).update({ version: newVersion(tenancy) });
  return result;
};

/** Tries what changes would do: `work` changes nothing, and what it notes is not recorded. */
export const trial = <T>(world: World, caller: Caller, work: (changing: Changing) => Promise<T>): Promise<T> =>
  inTenant(world.knex, caller, (tenancy) => work(changing({ tenancy, caller, now: world.now() }, () => {})));

const rowsOfTenants = ({ trx, tenant }: Tenancy) =>
  trx.withSchema("entitlements").table("tenants").where({ name: tenant });
