import { AlreadyExists } from "../failures.ts";
import { type IfMatch, requireMatch } from "../preconditions.ts";
import { requireUndenying } from "../safety/giving.ts";
import { requireOtherRole } from "../safety/oneself.ts";
import type { Changing } from "../store/change.ts";
import { allAllows, permissionsOf } from "../store/held-permissions.ts";
import { addRole, type Role, removeRole, requireRole, type StoredRole, updateRole } from "../store/roles.ts";

/** A role that holds nothing yet. @throws {AlreadyExists} */
export const createRole = async (changing: Changing, role: Role): Promise<StoredRole> => {
  const added = await addRole(changing, role);
  if (!added) throw new AlreadyExists(`There is a role named ${role.name} already.`);
  changing.record({
    action: "CreateRole",
    subject: `role/${role.name}`,
    after: role,
    changes: [{ op: "createRole", role: role.name, description: role.description }],
  });
  return added;
};

export const changeRole = async (
  changing: Changing,
  { name, description, ifMatch }: Role & { ifMatch?: IfMatch | undefined },
): Promise<StoredRole> => {
  const stored = await requireRole(changing, name);
  requireMatch(ifMatch, stored.version);
  if (stored.description === description) return stored;
  const attempt = { action: "ChangeRole", subject: `role/${name}` };
  await requireOtherRole(changing, name, attempt);
  const changed = await updateRole(changing, name, { description });
  changing.record({
    ...attempt,
    before: { description: stored.description },
    after: { description },
    changes: [{ op: "changeRole", role: name, description }],
  });
  return changed;
};

/** Nobody has the role any longer. */
export const deleteRole = async (
  changing: Changing,
  { name, ifMatch }: { name: string; ifMatch?: IfMatch | undefined },
): Promise<void> => {
  const { description, version } = await requireRole(changing, name);
  requireMatch(ifMatch, version);
  const attempt = { action: "DeleteRole", subject: `role/${name}` };
  await requireOtherRole(changing, name, attempt);
  const gone = await permissionsOf(changing, "role_permissions", [name]);
  await requireUndenying(changing, { attempt, gone, staying: await allAllows(changing) });
  await removeRole(changing, name);
  const permissions = gone.map((permission) => permission.name).sort();
  changing.record({
    ...attempt,
    before: { name, description, permissions },
    changes: [{ op: "deleteRole", role: name }],
  });
};
