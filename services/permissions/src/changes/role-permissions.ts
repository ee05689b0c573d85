import { type IfMatch, requireMatch } from "../preconditions.ts";
import type { Changing } from "../store/change.ts";
import { type Bond, bind, unbind } from "../store/held-permissions.ts";
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

const bound = async (changing: Changing, bond: Bond, { role, permission, ifMatch }: Held) => {
  const { version } = await requireRole(changing, role);
  await requirePermission(changing, permission);
  requireMatch(ifMatch, version);
  if (!(await bind(changing, bond, { role, permission }))) return;
  await updateRole(changing, role);
  changing.record({ action: actions[bond].bind, subject: `role/${role}`, after: { permission } });
};

const unbound = async (changing: Changing, bond: Bond, { role, permission, ifMatch }: Held) => {
  const { version } = await requireRole(changing, role);
  await requirePermission(changing, permission);
  requireMatch(ifMatch, version);
  if (!(await unbind(changing, bond, { role, permission }))) return;
  await updateRole(changing, role);
  changing.record({ action: actions[bond].unbind, subject: `role/${role}`, before: { permission } });
};
