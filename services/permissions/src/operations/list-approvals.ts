import { z } from "zod";
import { approval, approvalStates, tellApproval } from "../approval.ts";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { readApprovalList } from "../store/approvals.ts";
import { inTenant } from "../store/in-tenant.ts";

const state = z.enum(approvalStates, { error: `expected one of ${approvalStates.join(", ")}` }).optional();

/** `GET /approvals`: changes that wait for another administrator, and those that waited, the latest first. */
export const listApprovals = operation({
  id: "listApprovals",
  summary: "List changes that wait, or waited, for approval",
  params: z.object({}),
  query: z.strictObject({ state, ...pageQuery }),
  answers: { 200: z.object({ approvals: z.array(approval), ...pageAnswer }) },
  run: async ({ query, caller }, world) =>
    await inTenant(world.knex, caller, async (tenancy) => {
      const now = world.now();
      const { rows, ...next } = await page(
        { ...tenancy, list: "approvals", query, now },
        {
          read: (after, count) => readApprovalList(tenancy, { state: query.state, now }, { after, count }),
          keyOf: ({ requestedAt, id }) => [requestedAt.toISOString(), id],
        },
      );
      return { status: 200, body: { approvals: rows.map((row) => tellApproval(row, now)), ...next } };
    }),
});
