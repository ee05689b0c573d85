import { isAdministrative } from "@gatehouse/entitlements/administrative.ts";
import { applyTo } from "@gatehouse/entitlements/apply.ts";
import type { Change } from "@gatehouse/entitlements/changes.ts";
import type { Draft } from "@gatehouse/entitlements/draft.ts";
import { recordOf } from "../changes/record-of.ts";
import { type Approval, addApproval } from "./approvals.ts";
import { append, attempted } from "./attempt.ts";
import type { Changing, Making } from "./change.ts";
import { readState } from "./tenant-state.ts";

/**
 * Keeps what `work` would change, where that is administrative, instead of making it. It is done first, with all checks,
 * and undone: what may not be made is not kept either.
 * @returns nothing where the work is not administrative
 */
export const withhold = async (
  making: Making,
  work: (changing: Changing) => Promise<unknown>,
): Promise<Approval | undefined> => {
  const { tenancy, caller, now } = making;
  const changes = await foreseen(making, work);
  const { draft } = await readState(
    tenancy,
    changes.flatMap((change) => ("user" in change ? [change.user] : [])),
  );
  const { administrative, before } = considered(draft, changes, caller.actor);
  if (!administrative) return undefined;
  const asked = { requestedBy: caller.actor, requestedGroups: caller.groups, changes, before };
  const approval = await addApproval(tenancy, asked, now);
  const record = { action: "RequestApproval", subject: `approval/${approval.id}`, after: { changes } };
  await append(tenancy, caller, [record], "made");
  return approval;
};

/** What `work` changes, in a part of the transaction that is undone. */
const foreseen = async ({ tenancy, ...making }: Making, work: (changing: Changing) => Promise<unknown>) => {
  const part = await tenancy.trx.transaction();
  try {
    const { records } = await attempted({ ...making, tenancy: { ...tenancy, trx: part } }, work);
    return records.flatMap(({ changes }) => changes);
  } finally {
    await part.rollback();
  }
};

/** One after the other, as each finds what earlier ones made. */
const considered = (draft: Draft, changes: readonly Change[], actor: string) => {
  const told = changes.map((change) => {
    const administrative = isAdministrative(draft, change);
    const { before = null } = recordOf(draft, change, actor);
    applyTo(draft, change);
    return { administrative, before };
  });
  return {
    administrative: told.some(({ administrative }) => administrative),
    before: told.map(({ before }) => before),
  };
};
