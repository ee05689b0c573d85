import type { PermissionState, RoleGrant, TenantState } from "@gatehouse/entitlements/state.ts";
import { readApprovals } from "./approvals.ts";
import type { Tenancy } from "./in-tenant.ts";
import { rowsOf } from "./rows.ts";

/** Whom a question is about, and which permissions matter whoever holds them. */
export interface Concern {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly matters: (permission: PermissionState) => boolean;
  /** Roles of which everything that they hold matters, whoever has them. */
  readonly roles?: readonly string[];
}

/**
 * The part of a tenant's state that a question about some users and groups needs: all permissions and roles by name,
 * what those users and groups were given, what is in their roles, and which roles hold a permission that matters.
 */
export const readAskedState = async (
  tenancy: Tenancy,
  { users, groups, matters, roles: wanted = [] }: Concern,
): Promise<TenantState> => {
  const permissions: PermissionState[] = await rowsOf(tenancy, "permissions")
    .orderBy("name")
    .select("name", "method", "resource", "effect");
  const roles: { name: string; description: string }[] = await rowsOf(tenancy, "roles")
    .orderBy("name")
    .select("name", "description");
  const given = {
    users: await grantsTo(tenancy, "user_roles", "username", users),
    groups: await grantsTo(tenancy, "group_roles", "group_name", groups),
  };
  const has = [...new Set([...wanted, ...[...given.users, ...given.groups].map(({ role }) => role)])];
  const mattering = permissions.filter(matters).map(({ name }) => name);
  const held = heldBy(
    await rowsOf(tenancy, "role_permissions")
      .where((rows) => rows.whereIn("role", has).orWhereIn("permission", mattering))
      .orderBy(["role", "permission"])
      .select("role", "permission"),
  );
  return {
    name: tenancy.tenant,
    providers: await rowsOf(tenancy, "providers").orderBy("provider").pluck("provider"),
    approvals: await readApprovals(tenancy),
    permissions,
    roles: roles.map((role) => ({ ...role, permissions: held.get(role.name) ?? [], delegates: [] })),
    users: byHolder(given.users).map(([username, grants]) => ({ username, roles: grants })),
    groups: byHolder(given.groups).map(([group, grants]) => ({ group, roles: grants })),
  };
};

const heldBy = (pairs: readonly { role: string; permission: string }[]) => {
  const held = new Map<string, string[]>();
  for (const { role, permission } of pairs) held.set(role, [...(held.get(role) ?? []), permission]);
  return held;
};

interface GrantRow {
  readonly holder: string;
  readonly role: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

const grantsTo = async (
  tenancy: Tenancy,
  table: string,
  column: string,
  holders: readonly string[],
): Promise<GrantRow[]> =>
  await rowsOf(tenancy, table)
    .whereRaw("?? = any (?::text[])", [`${table}.${column}`, [...holders]])
    .orderBy([column, "role"])
    .select({ holder: column, role: "role", startsAt: "starts_at", endsAt: "ends_at" });

const byHolder = (rows: readonly GrantRow[]): [string, RoleGrant[]][] => {
  const grants = new Map<string, RoleGrant[]>();
  for (const { holder, role, startsAt, endsAt } of rows) {
    const grant = { role, startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt?.toISOString() ?? null };
    grants.set(holder, [...(grants.get(holder) ?? []), grant]);
  }
  return [...grants];
};
