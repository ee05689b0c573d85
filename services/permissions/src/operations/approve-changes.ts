import { approval, approvalId, tellApproval } from "../approval.ts";
import { approve } from "../changes/approve.ts";
import { operation } from "../operation.ts";
import { changeAtOnce } from "../store/change.ts";

/** `POST /approvals/{approval}`: what somebody else asked for is made. */
export const approveChanges = operation({
  id: "approveChanges",
  summary: "Approve what another administrator asked for, and make it",
  params: approvalId,
  answers: { 200: approval },
  problems: [404, 409],
  recentSignIn: true,
  run: async ({ params, caller }, world) =>
    await changeAtOnce(world, caller, async (changing) => ({
      status: 200,
      body: tellApproval(await approve(changing, params.approval), changing.now),
    })),
});
