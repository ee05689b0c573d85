// One change of a tenant's entitlements, as bulk changes, imports and what-if questions name it, in JSON.
import { z } from "zod";
import {
  approvalsDemanded,
  description,
  entitlementName,
  groupName,
  permissionEffect,
  permissionMethod,
  resourcePattern,
  username,
} from "./fields.ts";
import { instant } from "./state.ts";

const time = instant.nullable().optional();

/** A grant counts while `startsAt <= now < endsAt`; a member left out is open. */
const times = { startsAt: time, endsAt: time };

interface Times {
  readonly startsAt?: string | null | undefined;
  readonly endsAt?: string | null | undefined;
}

const isInOrder = ({ startsAt, endsAt }: Times) => !startsAt || !endsAt || startsAt < endsAt;

const inOrder = { error: "expected an instant after startsAt", path: ["endsAt"] };

const group = groupName;
const permission = entitlementName;
const role = entitlementName;
const user = username;

const members = { method: permissionMethod, resource: resourcePattern, effect: permissionEffect };

/**
 * Each is a fault where the ground for it is missing: what is created must not be there, and what a change speaks of
 * must be. To give what is given already, or to take what is not, changes nothing. `change…Grant` replaces both times,
 * so that one left out becomes open.
 */
export const change = z.discriminatedUnion(
  "op",
  [
    z.strictObject({ op: z.literal("createPermission"), permission, ...members }),
    z.strictObject({ op: z.literal("changePermission"), permission, ...members }),
    z.strictObject({ op: z.literal("deletePermission"), permission }),
    z.strictObject({ op: z.literal("createRole"), role, description: description.optional() }),
    z.strictObject({ op: z.literal("changeRole"), role, description }),
    z.strictObject({ op: z.literal("deleteRole"), role }),
    z.strictObject({ op: z.literal("addPermissionToRole"), role, permission }),
    z.strictObject({ op: z.literal("removePermissionFromRole"), role, permission }),
    z.strictObject({ op: z.literal("delegatePermissionToRole"), role, permission }),
    z.strictObject({ op: z.literal("undelegatePermissionFromRole"), role, permission }),
    z.strictObject({ op: z.literal("grantToUser"), user, role, ...times }).refine(isInOrder, inOrder),
    z.strictObject({ op: z.literal("changeUserGrant"), user, role, ...times }).refine(isInOrder, inOrder),
    z.strictObject({ op: z.literal("revokeFromUser"), user, role }),
    z.strictObject({ op: z.literal("grantToGroup"), group, role, ...times }).refine(isInOrder, inOrder),
    z.strictObject({ op: z.literal("changeGroupGrant"), group, role, ...times }).refine(isInOrder, inOrder),
    z.strictObject({ op: z.literal("revokeFromGroup"), group, role }),
    z.strictObject({ op: z.literal("setApprovals"), approvals: approvalsDemanded }),
  ],
  { error: "expected a change with an op such as grantToUser" },
);

export type Change = z.output<typeof change>;

/** What is accepted at once. */
export const mostChanges = 1_000;

/** Changes that are made all or none, in their order: a later one sees what earlier ones made. */
export const changes = z
  .array(change, { error: "expected a list of changes" })
  .min(1, "expected at least one change")
  .max(mostChanges, "expected at most 1,000 changes");
