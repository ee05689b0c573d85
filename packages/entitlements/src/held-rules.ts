import { inForce } from "./grant.ts";
import type { PermissionState, RoleGrant, TenantState } from "./state.ts";

/** Somebody to whom roles are given. */
export interface Holder {
  readonly kind: "user" | "group";
  readonly name: string;
}

/** What a state gives: who holds roles, and what one holds at a time. */
export interface HeldRules {
  readonly holders: readonly Holder[];
  /** The roles in force, in their order; none for who is not there. */
  rolesOf(holder: Holder): readonly string[];
  /** What the permissions of a role say, as a text to compare. */
  textOf(role: string): string;
  /** The permissions of roles, each once. */
  rulesOf(roles: readonly string[]): readonly PermissionState[];
}

/** What everybody holds at `now`, in milliseconds since 1970, found by name. */
export const heldRules = ({ permissions, roles, users, groups }: TenantState, now: number): HeldRules => {
  const byName = new Map(permissions.map((permission) => [permission.name, permission]));
  const ofRoles = new Map(
    roles.map(({ name, permissions: held }) => [name, held.flatMap((permission) => byName.get(permission) ?? [])]),
  );
  const texts = new Map([...ofRoles].map(([role, held]) => [role, held.map(ruleText).sort().join("\n")]));
  const given = {
    user: new Map(users.map(({ username, roles: grants }) => [username, inForceAt(grants, now)])),
    group: new Map(groups.map(({ group, roles: grants }) => [group, inForceAt(grants, now)])),
  };
  return {
    holders: (["user", "group"] as const).flatMap((kind) => [...given[kind].keys()].map((name) => ({ kind, name }))),
    rolesOf: ({ kind, name }) => given[kind].get(name) ?? [],
    textOf: (role) => texts.get(role) ?? "",
    rulesOf: (held) => [...new Set(held.flatMap((role) => ofRoles.get(role) ?? []))],
  };
};

/** What a permission says, whatever its name. */
export const ruleText = ({ effect, method, resource }: PermissionState): string => `${effect} ${method} ${resource}`;

const inForceAt = (grants: readonly RoleGrant[], now: number) =>
  grants
    .filter(({ startsAt, endsAt }) => inForce({ startsAt: epoch(startsAt), endsAt: epoch(endsAt) }, now))
    .map(({ role }) => role)
    .sort();

const epoch = (instant: string | null) => (instant === null ? null : Date.parse(instant));
