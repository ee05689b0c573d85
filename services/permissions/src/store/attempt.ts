// The parts of a change: what it works with, the work with its checks, and the record of it.
import type { Caller } from "../caller.ts";
import { LastAdministrator } from "../failures.ts";
import { hasAdministrator } from "../safety/administrators.ts";
import { type Standing, standingOf } from "../safety/standing.ts";
import type { Change, Changing, Making } from "./change.ts";
import type { Tenancy } from "./in-tenant.ts";

/** Does the work, which is what it notes, and leaves an administrator. Nothing is recorded yet. */
export const attempted = async <T>(
  { tenancy, caller, now }: Making,
  work: (changing: Changing) => Promise<T>,
): Promise<{ result: T; records: readonly Change[] }> => {
  const hadAdministrator = await hasAdministrator(tenancy, now);
  const records: Change[] = [];
  const result = await work(changing({ tenancy, caller, now }, (made) => records.push(made)));
  if (records.length > 0 && hadAdministrator && !(await hasAdministrator(tenancy, now))) throw new LastAdministrator();
  return { result, records };
};

/** @param record what becomes of what is noted */
export const changing = ({ tenancy, caller, now }: Making, record: Changing["record"]): Changing => {
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

/** Rows that one statement takes: each is chained to the one before it, and a statement has a second. */
const most = 200;

export const append = async (
  { trx }: Tenancy,
  { actor, requestId, sourceIp }: Caller,
  changes: readonly Omit<Change, "changes">[],
  decision: "made" | "denied",
) => {
  const rows = changes.map(({ action, subject, before, after, onBehalf }) => ({
    actor,
    on_behalf: onBehalf,
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
