import { approval, approvalId, tellApproval } from "../approval.ts";
import { operation } from "../operation.ts";
import { requireApproval } from "../store/approvals.ts";
import { inTenant } from "../store/in-tenant.ts";

/** `GET /approvals/{approval}` */
export const readApproval = operation({
  id: "readApproval",
  summary: "Read what waits, or waited, for approval",
  params: approvalId,
  answers: { 200: approval },
  problems: [404],
  run: async ({ params, caller }, { knex, now }) =>
    await inTenant(knex, caller, async (tenancy) => ({
      status: 200,
      body: tellApproval(await requireApproval(tenancy, params.approval), now()),
    })),
});
