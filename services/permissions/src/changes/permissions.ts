import { AlreadyExists } from "../failures.ts";
import { type IfMatch, requireMatch } from "../preconditions.ts";
import type { Changing } from "../store/change.ts";
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
  changing.record({ action: "CreatePermission", subject: `permission/${permission.name}`, after: permission });
  return added;
};

/** Whoever holds the permission is allowed, or denied, what it says now. */
export const changePermission = async (
  changing: Changing,
  { name, ifMatch, ...members }: Partial<Permission> & { name: string; ifMatch?: IfMatch | undefined },
): Promise<StoredPermission> => {
  const stored = await requirePermission(changing, name);
  requireMatch(ifMatch, stored.version);
  const [before, after] = [told(stored), { ...told(stored), ...members }];
  if (JSON.stringify(before) === JSON.stringify(after)) return stored;
  const changed = await updatePermission(changing, name, members);
  changing.record({ action: "ChangePermission", subject: `permission/${name}`, before, after });
  return changed;
};

/** No role holds the permission any longer. */
export const deletePermission = async (
  changing: Changing,
  { name, ifMatch }: { name: string; ifMatch?: IfMatch | undefined },
): Promise<void> => {
  const stored = await requirePermission(changing, name);
  requireMatch(ifMatch, stored.version);
  await removePermission(changing, name);
  changing.record({ action: "DeletePermission", subject: `permission/${name}`, before: told(stored) });
};

const told = ({ name, method, resource, effect }: Permission): Permission => ({ name, method, resource, effect });
