import type { Unheld } from "@gatehouse/entitlements/explain.ts";
import type { Grant } from "@gatehouse/entitlements/grant.ts";
import type { TenantState } from "@gatehouse/entitlements/state.ts";

/** The permissions of a tenant that are not among the grants, each with the roles that hold it. */
export const unheldIn = ({ permissions, roles }: TenantState, grants: readonly Grant[]): readonly Unheld[] => {
  const held = new Set(grants.map(({ permission }) => permission));
  const holders = new Map<string, string[]>();
  for (const { name: role, permissions: names } of roles)
    for (const name of names) holders.set(name, [...(holders.get(name) ?? []), role]);
  return permissions
    .filter(({ name }) => !held.has(name))
    .map(({ name: permission, ...rule }) => ({ permission, ...rule, roles: holders.get(permission) ?? [] }));
};
