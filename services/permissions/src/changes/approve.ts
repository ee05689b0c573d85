import { isDeepStrictEqual } from "node:util";
import type { Change } from "@gatehouse/entitlements/changes.ts";
import type { Caller } from "../caller.ts";
import { ApprovalOutdated } from "../failures.ts";
import { NotAuthorized } from "../safety/not-authorized.ts";
import { type Approval, requireApproval, takeApproval } from "../store/approvals.ts";
import { changing as changingAs } from "../store/attempt.ts";
import type { Changing, Change as Recorded } from "../store/change.ts";
import { readState } from "../store/tenant-state.ts";
import { writeChanges } from "../store/write-changes.ts";
import type { Fault } from "./faulty-change.ts";
import { tryChanges } from "./try-changes.ts";

/**
 * Makes what somebody asked for, as the one who asked, by all the rules and on the state of now. Who approves must be
 * somebody else who could make the changes as well: an administrator who gains nothing by them.
 * @throws {ApprovalNotFound} @throws {ApprovalSettled}
 * @throws {ApprovalOutdated} where who asked may no longer do so, or what was to be changed is not as it was
 */
export const approve = async (changing: Changing, id: string): Promise<Approval> => {
  const { caller, now } = changing;
  const attempt = { action: "Approve", subject: `approval/${id}` };
  const { requestedBy } = await requireApproval(changing, id);
  if (requestedBy === caller.actor)
    throw new NotAuthorized(attempt, "You may not approve what you asked for: it takes another administrator.");
  const approval = await takeApproval(changing, { id, by: caller.actor, as: "approved", now });
  await requireApprover(changing, approval, attempt);
  await makeAsRequested(changing, approval);
  changing.record({ ...attempt, after: { requestedBy }, changes: [] });
  return approval;
};

type Attempt = NotAuthorized["attempt"];

const requireApprover = async (changing: Changing, { changes }: Approval, attempt: Attempt) => {
  const { draft, providers } = await readTouched(changing, changes);
  const unfit = ({ error }: Fault) => {
    if (error instanceof NotAuthorized) throw new NotAuthorized(attempt, error.message);
    throw new ApprovalOutdated(error.message);
  };
  await tryChanges({ changing: { ...changing, record: () => {} }, draft, providers }, changes, unfit);
};

const makeAsRequested = async (changing: Changing, { requestedBy, requestedGroups, changes, before }: Approval) => {
  const caller: Caller = { ...changing.caller, actor: requestedBy, groups: requestedGroups, authTime: undefined };
  const { trx, tenant, now } = changing;
  const records: Recorded[] = [];
  const requester = changingAs({ tenancy: { trx, tenant }, caller, now }, (made) => records.push(made));
  const { draft, providers } = await readTouched(changing, changes);
  const made = await tryChanges({ changing: requester, draft, providers }, changes, outdated);
  const expected = before.filter((_, index) => made[index]);
  const found = records.map((record) => record.before ?? null);
  if (!isDeepStrictEqual(asRead(found), expected)) throw new ApprovalOutdated();
  await writeChanges(
    requester,
    changes.filter((_, index) => made[index]),
  );
  for (const record of records) changing.record({ ...record, onBehalf: requestedBy });
};

const outdated = ({ error }: Fault): never => {
  throw new ApprovalOutdated(error.message);
};

/** As what was kept is read back. */
const asRead = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const readTouched = (changing: Changing, changes: readonly Change[]) =>
  readState(
    changing,
    changes.flatMap((change) => ("user" in change ? [change.user] : [])),
  );
