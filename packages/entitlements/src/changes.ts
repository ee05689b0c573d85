// One change of a tenant's entitlements, as bulk changes, imports and what-if questions name it, in JSON.
import { z } from "zod";
import {
  description,
  entitlementName,
  permissionEffect,
  permissionMethod,
  resourcePattern,
  username,
} from "./fields.ts";

/** A value of the claim `cognito:groups`. Its alphabet is that of usernames. */
const group = username;

/** ISO 8601 with a zone: `2026-01-31T17:00:00Z`. null: open. */
const time = z.iso.datetime({ offset: true, error: "expected a time such as 2026-01-31T17:00:00Z" }).nullable();

/** A grant counts while `startsAt <= now < endsAt`; a member left out is open. */
const times = { startsAt: time.optional(), endsAt: time.optional() };

const isInOrder = ({
  startsAt,
  endsAt,
}: {
  startsAt?: string | null | undefined;
  endsAt?: string | null | undefined;
}) => !startsAt || !endsAt || Date.parse(startsAt) < Date.parse(endsAt);

const inOrder = { error: "expected a time after startsAt", path: ["endsAt"] };

const permission = entitlementName;
const role = entitlementName;
const user = username;

const members = { method: permissionMethod, resource: resourcePattern, effect: permissionEffect };

/**
 * Each says what shall be, and is a fault where the ground for it is missing: what is created must not be there, what
 * is changed or taken away must be. `change…Grant` replaces both times, so that one left out becomes open.
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
