import { change } from "@gatehouse/entitlements/changes.ts";
import { z } from "zod";
import { type Approval, stateAt } from "./store/approvals.ts";

export const approvalStates = ["pending", "approved", "refused", "withdrawn", "expired"] as const;

/** What names an approval in a path. */
export const approvalId = z.object({ approval: z.uuid("expected the id of an approval") });

/** An approval as answers tell it. */
export const approval = z.object({
  id: z.uuid(),
  state: z.enum(approvalStates),
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  changes: z.array(change),
  decidedBy: z.string().optional(),
  decidedAt: z.iso.datetime().optional(),
});

/** @param now in milliseconds since 1970 */
export const tellApproval = (told: Approval, now: number): object => ({
  id: told.id,
  state: stateAt(told, now),
  requestedBy: told.requestedBy,
  requestedAt: told.requestedAt,
  expiresAt: told.expiresAt,
  changes: told.changes,
  ...(told.decidedBy !== null && { decidedBy: told.decidedBy }),
  ...(told.decidedAt !== null && { decidedAt: told.decidedAt }),
});
