import { approvalId } from "../approval.ts";
import { operation } from "../operation.ts";
import { requireApproval, takeApproval } from "../store/approvals.ts";
import { type Changing, changeAtOnce } from "../store/change.ts";

/** `DELETE /approvals/{approval}`: what waits is not made; who asked for it withdraws it. */
export const refuseChanges = operation({
  id: "refuseChanges",
  summary: "Refuse what waits for approval, or withdraw it",
  params: approvalId,
  answers: { 204: null },
  problems: [404, 409],
  recentSignIn: true,
  run: async ({ params, caller }, world) => {
    await changeAtOnce(world, caller, (changing) => refuse(changing, params.approval));
    return { status: 204 };
  },
});

const refuse = async (changing: Changing, id: string) => {
  const { caller, now } = changing;
  const { requestedBy } = await requireApproval(changing, id);
  const isOwn = requestedBy === caller.actor;
  await takeApproval(changing, { id, by: caller.actor, as: isOwn ? "withdrawn" : "refused", now });
  const action = isOwn ? "WithdrawApproval" : "RefuseApproval";
  changing.record({ action, subject: `approval/${id}`, after: { requestedBy }, changes: [] });
};
