import type { Grant } from "./grant.ts";
import { providerOf, type RoleGrant, type TenantState } from "./state.ts";

/** Whose grants: the pool username, and what `cognito:groups` of the access token says. */
export interface Holder {
  readonly username: string;
  readonly groups: readonly string[];
}

/** Through what a grant came, and when it counts: epoch milliseconds, null where open. */
export interface Given {
  readonly via: { readonly kind: "user" } | { readonly kind: "group"; readonly group: string };
  readonly startsAt: number | null;
  readonly endsAt: number | null;
}

/**
 * All that a tenant gives to one of its users, whatever the time is: by name first, then by group, each as the state
 * lists it. Nothing to a user of another tenant, in whatever group.
 */
export const grantsOf = (tenant: TenantState, { username, groups }: Holder): readonly (Grant & Given)[] => {
  if (!tenant.providers.includes(providerOf(username))) return [];
  const own = tenant.users.filter((user) => user.username === username);
  const shared = tenant.groups.filter(({ group }) => groups.includes(group));
  return [
    ...own.flatMap(({ roles }) => grantsIn(tenant, roles, { kind: "user" })),
    ...shared.flatMap(({ group, roles }) => grantsIn(tenant, roles, { kind: "group", group })),
  ];
};

const grantsIn = ({ roles, permissions }: TenantState, given: readonly RoleGrant[], via: Given["via"]) =>
  given.flatMap(({ role, startsAt, endsAt }) => {
    const held = new Set(roles.find(({ name }) => name === role)?.permissions);
    return permissions
      .filter(({ name }) => held.has(name))
      .map(({ name: permission, ...members }) => ({
        role,
        permission,
        ...members,
        via,
        startsAt: epoch(startsAt),
        endsAt: epoch(endsAt),
      }));
  });

const epoch = (instant: string | null) => (instant === null ? null : Date.parse(instant));
