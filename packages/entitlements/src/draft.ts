import type { PermissionState, RoleGrant, TenantState } from "./state.ts";

/** When a grant counts; see `TenantState`. */
export type Times = Pick<RoleGrant, "startsAt" | "endsAt">;

/** What changes are tried on: all or a part of a tenant's state, to be found by name and to be changed in place. */
export interface Draft {
  approvals: TenantState["approvals"];
  readonly permissions: Map<string, PermissionState>;
  readonly roles: Map<string, DraftRole>;
  /** By user or by group, then by role. */
  readonly users: Map<string, Map<string, Times>>;
  readonly groups: Map<string, Map<string, Times>>;
}

export interface DraftRole {
  description: string;
  readonly permissions: Set<string>;
  readonly delegates: Set<string>;
}

export const draftOf = ({ approvals, permissions, roles, users, groups }: TenantState): Draft => ({
  approvals,
  permissions: new Map(permissions.map((permission) => [permission.name, permission])),
  roles: new Map(
    roles.map((role) => [
      role.name,
      {
        description: role.description,
        permissions: new Set(role.permissions),
        delegates: new Set(role.delegates),
      },
    ]),
  ),
  users: new Map(users.map((user) => [user.username, grantsByRole(user.roles)])),
  groups: new Map(groups.map((group) => [group.group, grantsByRole(group.roles)])),
});

const grantsByRole = (grants: readonly RoleGrant[]) =>
  new Map(grants.map(({ role, startsAt, endsAt }) => [role, { startsAt, endsAt }]));

/** What the draft has become, in the order of names; who has no role is not in it. */
export const stateOf = (
  { approvals, permissions, roles, users, groups }: Draft,
  { name, providers }: Pick<TenantState, "name" | "providers">,
): TenantState => ({
  name,
  providers: [...providers].sort(),
  approvals,
  permissions: byName(permissions).map(([, permission]) => permission),
  roles: byName(roles).map(([role, { description, permissions: held, delegates }]) => ({
    name: role,
    description,
    permissions: [...held].sort(),
    delegates: [...delegates].sort(),
  })),
  users: holders(users).map(([username, grants]) => ({ username, roles: grants })),
  groups: holders(groups).map(([group, grants]) => ({ group, roles: grants })),
});

/** The same state in its one order. */
export const inOrder = (state: TenantState): TenantState => stateOf(draftOf(state), state);

const holders = (all: Draft["users"]): [string, RoleGrant[]][] =>
  byName(all)
    .filter(([, grants]) => grants.size > 0)
    .map(([holder, grants]) => [holder, byName(grants).map(([role, times]) => ({ role, ...times }))]);

/** By code units, the same on every machine. */
const byName = <Value>(all: ReadonlyMap<string, Value>): [string, Value][] =>
  [...all].sort(([one], [other]) => (one < other ? -1 : 1));
