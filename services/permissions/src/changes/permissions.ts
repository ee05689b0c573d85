import { ruleCovers } from "@gatehouse/entitlements/pattern-covers.ts";
import { AlreadyExists } from "../failures.ts";
import { type IfMatch, requireMatch } from "../preconditions.ts";
import { requireGiving, requireUndenying } from "../safety/giving.ts";
import { requireOtherPermission } from "../safety/oneself.ts";
import type { Changing } from "../store/change.ts";
import { allAllows, rolesWith } from "../store/held-permissions.ts";
import {
  addPermission,
  type Permission,
  removePermission,
  requirePermission,
  type StoredPermission,
  updatePermission,
} from "../store/permissions.ts";

/** A permission that nobody holds yet. @throws {AlreadyExists} */
export const createPermission = async (changing: Changing, permission: Permission): Promise<StoredPermission> => {
  const added = await addPermission(changing, permission);
  if (!added) throw new AlreadyExists(`There is a permission named ${permission.name} already.`);
  changing.record({
    action: "CreatePermission",
    subject: `permission/${permission.name}`,
    after: permission,
    changes: [{ op: "createPermission", ...membersOf(permission) }],
  });
  return added;
};

/** Whoever holds the permission is allowed, or denied, what it says now. */
export const changePermission = async (
  changing: Changing,
  { name, members, ifMatch }: { name: string; members: Members; ifMatch?: IfMatch | undefined },
): Promise<StoredPermission> => {
  const stored = await requirePermission(changing, name);
  requireMatch(ifMatch, stored.version);
  const [before, after] = [told(stored), withMembers(stored, members)];
  if (JSON.stringify(before) === JSON.stringify(after)) return stored;
  const attempt = { action: "ChangePermission", subject: `permission/${name}` };
  await requireOtherPermission(changing, name, attempt);
  if (!isNarrower(before, after) && (await isBound(changing, name)))
    await requireGiving(changing, { attempt, given: [after] });
  await requireUndenying(changing, { attempt, gone: [before], staying: [...(await allAllows(changing)), after] });
  const changed = await updatePermission(changing, name, after);
  changing.record({ ...attempt, before, after, changes: [{ op: "changePermission", ...membersOf(after) }] });
  return changed;
};

/** No role holds the permission any longer. */
export const deletePermission = async (
  changing: Changing,
  { name, ifMatch }: { name: string; ifMatch?: IfMatch | undefined },
): Promise<void> => {
  const stored = await requirePermission(changing, name);
  requireMatch(ifMatch, stored.version);
  const attempt = { action: "DeletePermission", subject: `permission/${name}` };
  await requireOtherPermission(changing, name, attempt);
  await requireUndenying(changing, { attempt, gone: [told(stored)], staying: await allAllows(changing) });
  await removePermission(changing, name);
  changing.record({ ...attempt, before: told(stored), changes: [{ op: "deletePermission", permission: name }] });
};

/** What is left out stays as it is. */
type Members = { readonly [Member in "method" | "resource" | "effect"]?: Permission[Member] | undefined };

const withMembers = ({ name, method, resource, effect }: Permission, members: Members): Permission => ({
  name,
  method: members.method ?? method,
  resource: members.resource ?? resource,
  effect: members.effect ?? effect,
});

const membersOf = ({ name: permission, ...members }: Permission) => ({ permission, ...members });

/** Whether it allows nothing that it did not allow before. */
export const isNarrower = (before: Permission, after: Permission) =>
  before.effect === "Allow" && ruleCovers(before, after);

const isBound = async (changing: Changing, name: string) =>
  (await rolesWith(changing, "role_permissions", name)).length > 0 ||
  (await rolesWith(changing, "role_delegations", name)).length > 0;

const told = ({ name, method, resource, effect }: Permission): Permission => ({ name, method, resource, effect });
