import type { Change } from "@gatehouse/entitlements/changes.ts";
import type { TenantState } from "@gatehouse/entitlements/state.ts";
import { ApprovalNotFound, ApprovalSettled } from "../failures.ts";
import type { Tenancy } from "./in-tenant.ts";
import { rowsOf } from "./rows.ts";

/** Changes that wait until another administrator approves them, or waited. */
export interface Approval {
  readonly id: string;
  readonly requestedBy: string;
  /** The groups of the token with which somebody asked. */
  readonly requestedGroups: readonly string[];
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly changes: readonly Change[];
  /** What each of the changes would have replaced or removed when somebody asked; null where there was nothing. */
  readonly before: readonly unknown[];
  readonly state: "pending" | "approved" | "refused" | "withdrawn";
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

/** As it is told: nobody has to do anything for an approval to expire. */
export type ApprovalState = Approval["state"] | "expired";

/** @param now in milliseconds since 1970 */
export const stateAt = ({ state, expiresAt }: Approval, now: number): ApprovalState =>
  state === "pending" && expiresAt.getTime() <= now ? "expired" : state;

const columns = {
  id: "id",
  requestedBy: "requested_by",
  requestedGroups: "requested_groups",
  requestedAt: "requested_at",
  expiresAt: "expires_at",
  changes: "changes",
  before: "before",
  state: "state",
  decidedBy: "decided_by",
  decidedAt: "decided_at",
};

/** Whether the tenant demands that administrative changes are approved. */
export const readApprovals = async ({ trx, tenant }: Tenancy): Promise<TenantState["approvals"]> =>
  (await trx.withSchema("entitlements").table("tenants").where({ name: tenant }).first("approvals")).approvals;

/** For how long changes wait, in milliseconds. */
const patience = 86_400_000;

export const addApproval = async (
  { trx, tenant }: Tenancy,
  asked: Pick<Approval, "requestedBy" | "requestedGroups" | "changes" | "before">,
  now: number,
): Promise<Approval> => {
  const [added] = await trx
    .withSchema("entitlements")
    .table("approvals")
    .insert({
      tenant,
      requested_by: asked.requestedBy,
      requested_groups: JSON.stringify(asked.requestedGroups),
      requested_at: new Date(now),
      expires_at: new Date(now + patience),
      changes: JSON.stringify(asked.changes),
      before: JSON.stringify(asked.before),
    })
    .returning(Object.entries(columns).map(([name, column]) => `${column} as ${name}`));
  return added;
};

/** @throws {ApprovalNotFound} for one of another tenant, too */
export const requireApproval = async (tenancy: Tenancy, id: string): Promise<Approval> => {
  const found = await rowsOf(tenancy, "approvals").where({ id }).first(columns);
  if (!found) throw new ApprovalNotFound();
  return found;
};

/**
 * Decides on what waits, once: of two who do so at the same time one gets the approval.
 * @throws {ApprovalNotFound} @throws {ApprovalSettled} for one that was decided or has expired
 */
export const takeApproval = async (
  tenancy: Tenancy,
  { id, by, as, now }: { id: string; by: string; as: "approved" | "refused" | "withdrawn"; now: number },
): Promise<Approval> => {
  const at = new Date(now);
  const [taken] = await rowsOf(tenancy, "approvals")
    .where({ id, state: "pending" })
    .where("expires_at", ">", at)
    .update({ state: as, decided_by: by, decided_at: at })
    .returning(Object.entries(columns).map(([name, column]) => `${column} as ${name}`));
  if (taken) return taken;
  throw new ApprovalSettled(`The approval is ${stateAt(await requireApproval(tenancy, id), now)} already.`);
};

interface Filter {
  readonly state: ApprovalState | undefined;
  readonly now: number;
}

/** Approvals, the latest first, from behind that time and id on. */
export const readApprovalList = async (
  tenancy: Tenancy,
  { state, now }: Filter,
  { after, count }: { after: readonly string[] | undefined; count: number },
): Promise<Approval[]> => {
  const rows = rowsOf(tenancy, "approvals")
    .orderBy([
      { column: "requested_at", order: "desc" },
      { column: "id", order: "desc" },
    ])
    .limit(count)
    .select(columns);
  const [at, id] = after ?? [];
  if (at !== undefined && id !== undefined) rows.whereRaw("(requested_at, id) < (?::timestamptz, ?::uuid)", [at, id]);
  if (state === undefined) return await rows;
  rows.where({ state: state === "expired" ? "pending" : state });
  if (state === "pending") rows.where("expires_at", ">", new Date(now));
  if (state === "expired") rows.where("expires_at", "<=", new Date(now));
  return await rows;
};
