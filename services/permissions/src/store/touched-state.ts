import type { Change } from "@gatehouse/entitlements/changes.ts";
import type { TenantState } from "@gatehouse/entitlements/state.ts";
import { readAskedState } from "./asked-state.ts";
import type { Tenancy } from "./in-tenant.ts";
import { rowsOf } from "./rows.ts";

/** How many users may have the roles that changes touch, so that a question does not read all of a large tenant. */
export const mostTouched = 20_000;

/**
 * The part of a tenant's state that changes touch: who is named, and who has a role that is named or that holds a
 * permission which is named. Undefined where those are too many.
 */
export const readTouchedState = async (
  tenancy: Tenancy,
  changes: readonly Change[],
): Promise<TenantState | undefined> => {
  const permissions = changes.flatMap((change) => ("permission" in change ? [change.permission] : []));
  const named = changes.flatMap((change) =>
    "role" in change && !("user" in change || "group" in change) ? [change.role] : [],
  );
  const holding: string[] = await rowsOf(tenancy, "role_permissions")
    .whereIn("permission", permissions)
    .distinct()
    .pluck("role");
  const roles = [...new Set([...named, ...holding])];
  const users: string[] = await rowsOf(tenancy, "user_roles")
    .whereIn("role", roles)
    .distinct()
    .limit(mostTouched + 1)
    .pluck("username");
  if (users.length > mostTouched) return undefined;
  const groups: string[] = await rowsOf(tenancy, "group_roles").whereIn("role", roles).distinct().pluck("group_name");
  return await readAskedState(tenancy, {
    users: [...new Set([...users, ...changes.flatMap((change) => ("user" in change ? [change.user] : []))])],
    groups: [...new Set([...groups, ...changes.flatMap((change) => ("group" in change ? [change.group] : []))])],
    matters: ({ name }) => permissions.includes(name),
    roles: changes.flatMap((change) => ("role" in change ? [change.role] : [])),
  });
};
