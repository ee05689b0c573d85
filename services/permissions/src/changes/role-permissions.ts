import { type IfMatch, requireMatch } from "../preconditions.ts";
import { requireGiving, requireUndenying } from "../safety/giving.ts";
import { requireOtherRole } from "../safety/oneself.ts";
import type { Changing } from "../store/change.ts";
import { allAllows, type Bond, bind, isBound, permissionsOf, unbind } from "../store/held-permissions.ts";
import { requirePermission } from "../store/permissions.ts";
import { requireRole, updateRole } from "../store/roles.ts";

/** A permission and the role that holds it, or shall; `ifMatch` speaks of the role. */
export interface Held {
  readonly role: string;
  readonly permission: string;
  readonly ifMatch?: IfMatch | undefined;
}

const actions = {
  role_permissions: { bind: "AssignPermission", unbind: "RemovePermission" },
  role_delegations: { bind: "DelegatePermission", unbind: "UndelegatePermission" },
} as const;

const ops = {
  role_permissions: { bind: "addPermissionToRole", unbind: "removePermissionFromRole" },
  role_delegations: { bind: "delegatePermissionToRole", unbind: "undelegatePermissionFromRole" },
} as const;

/** Everybody who has the role holds the permission afterwards. */
export const addPermissionToRole = (changing: Changing, held: Held): Promise<void> =>
  bound(changing, "role_permissions", held);

/** The role does not hold the permission afterwards. */
export const removePermissionFromRole = (changing: Changing, held: Held): Promise<void> =>
  unbound(changing, "role_permissions", held);

/** Everybody who has the role may give the permission to others afterwards, without holding it. */
export const delegatePermissionToRole = (changing: Changing, held: Held): Promise<void> =>
  bound(changing, "role_delegations", held);

export const undelegatePermissionFromRole = (changing: Changing, held: Held): Promise<void> =>
  unbound(changing, "role_delegations", held);

const bound = async (changing: Changing, bond: Bond, held: Held) => {
  const attempt = { action: actions[bond].bind, subject: `role/${held.role}` };
  const permission = await found(changing, held);
  if (await isBound(changing, bond, held)) return;
  await requireOtherRole(changing, held.role, attempt);
  // What is delegated is given on alone, without what else the role holds.
  const besides = bond === "role_permissions" ? await permissionsOf(changing, bond, [held.role]) : [];
  await requireGiving(changing, { attempt, given: [permission], besides });
  await bind(changing, bond, held);
  await updateRole(changing, held.role);
  const changes = [{ op: ops[bond].bind, role: held.role, permission: held.permission }];
  changing.record({ ...attempt, after: { permission: held.permission }, changes });
};

const unbound = async (changing: Changing, bond: Bond, held: Held) => {
  const attempt = { action: actions[bond].unbind, subject: `role/${held.role}` };
  const permission = await found(changing, held);
  if (!(await isBound(changing, bond, held))) return;
  await requireOtherRole(changing, held.role, attempt);
  if (bond === "role_permissions") {
    const rest = (await permissionsOf(changing, bond, [held.role])).filter(({ name }) => name !== permission.name);
    const staying = [...rest.filter(({ effect }) => effect === "Deny"), ...(await allAllows(changing))];
    await requireUndenying(changing, { attempt, gone: [permission], staying });
  }
  await unbind(changing, bond, held);
  await updateRole(changing, held.role);
  const changes = [{ op: ops[bond].unbind, role: held.role, permission: held.permission }];
  changing.record({ ...attempt, before: { permission: held.permission }, changes });
};

const found = async (changing: Changing, { role, permission, ifMatch }: Held) => {
  const { version } = await requireRole(changing, role);
  const stored = await requirePermission(changing, permission);
  requireMatch(ifMatch, version);
  return stored;
};
