import type { Change } from "./changes.ts";
import { type Draft, draftOf, stateOf, type Times } from "./draft.ts";
import type { TenantState } from "./state.ts";

/** A change for which the ground is missing. `missing`: what it speaks of is not there; `taken`: it is there already. */
export class UnfitChange extends Error {
  override name = "UnfitChange";
  readonly kind: "missing" | "taken";
  /** The member of the change that is at fault. */
  readonly field: string;
  constructor(kind: UnfitChange["kind"], field: string, message: string) {
    super(message);
    this.kind = kind;
    this.field = field;
  }
}

/**
 * The state after the changes, in the order of names.
 * @throws {UnfitChange} for the first change that does not fit what earlier ones made.
 */
export const apply = (state: TenantState, changes: readonly Change[]): TenantState => {
  const draft = draftOf(state);
  for (const change of changes) applyTo(draft, change);
  return stateOf(draft, state);
};

/**
 * Makes one change.
 * @returns whether anything is otherwise than before: giving what is given already changes nothing.
 * @throws {UnfitChange} and leaves the draft as it was.
 */
export const applyTo = (draft: Draft, change: Change): boolean => (effects[change.op] as Effect<Change>)(draft, change);

type Effect<Of extends Change> = (draft: Draft, change: Of) => boolean;

const effects: { readonly [Op in Change["op"]]: Effect<Extract<Change, { op: Op }>> } = {
  createPermission: ({ permissions }, { permission, method, resource, effect }) => {
    requireFree(permissions, "permission", permission);
    permissions.set(permission, { name: permission, method, resource, effect });
    return true;
  },
  changePermission: ({ permissions }, { permission, method, resource, effect }) => {
    const before = required(permissions, "permission", permission);
    permissions.set(permission, { name: permission, method, resource, effect });
    return before.method !== method || before.resource !== resource || before.effect !== effect;
  },
  deletePermission: ({ permissions, roles }, { permission }) => {
    required(permissions, "permission", permission);
    for (const role of roles.values()) {
      role.permissions.delete(permission);
      role.delegates.delete(permission);
    }
    return permissions.delete(permission);
  },
  createRole: ({ roles }, { role, description = "" }) => {
    requireFree(roles, "role", role);
    roles.set(role, { description, permissions: new Set(), delegates: new Set() });
    return true;
  },
  changeRole: ({ roles }, { role, description }) => {
    const held = required(roles, "role", role);
    const before = held.description;
    held.description = description;
    return before !== description;
  },
  deleteRole: ({ roles, users, groups }, { role }) => {
    required(roles, "role", role);
    for (const grants of [...users.values(), ...groups.values()]) grants.delete(role);
    return roles.delete(role);
  },
  addPermissionToRole: (draft, change) => put(heldBy(draft, change).permissions, change.permission),
  removePermissionFromRole: (draft, change) => heldBy(draft, change).permissions.delete(change.permission),
  delegatePermissionToRole: (draft, change) => put(heldBy(draft, change).delegates, change.permission),
  undelegatePermissionFromRole: (draft, change) => heldBy(draft, change).delegates.delete(change.permission),
  grantToUser: (draft, change) => give(draft, grantsOf(draft.users, change.user), change),
  changeUserGrant: (draft, change) => retime(draft, grantsOf(draft.users, change.user), change),
  revokeFromUser: (draft, change) => take(draft, grantsOf(draft.users, change.user), change),
  grantToGroup: (draft, change) => give(draft, grantsOf(draft.groups, change.group), change),
  changeGroupGrant: (draft, change) => retime(draft, grantsOf(draft.groups, change.group), change),
  revokeFromGroup: (draft, change) => take(draft, grantsOf(draft.groups, change.group), change),
};

const requireFree = (all: ReadonlyMap<string, unknown>, kind: "permission" | "role", name: string) => {
  if (all.has(name)) throw new UnfitChange("taken", kind, `There is a ${kind} named ${name} already.`);
};

const required = <Value>(all: ReadonlyMap<string, Value>, kind: "permission" | "role", name: string): Value => {
  const found = all.get(name);
  if (found === undefined) throw new UnfitChange("missing", kind, `There is no ${kind} named ${name}.`);
  return found;
};

const heldBy = ({ roles, permissions }: Draft, { role, permission }: { role: string; permission: string }) => {
  required(permissions, "permission", permission);
  return required(roles, "role", role);
};

const put = (all: Set<string>, name: string): boolean => {
  const isNew = !all.has(name);
  all.add(name);
  return isNew;
};

/** Who has no role yet is nobody unknown: access can be given before the first sign-in. */
const grantsOf = (holders: Draft["users"], holder: string) => {
  const grants = holders.get(holder) ?? new Map<string, Times>();
  holders.set(holder, grants);
  return grants;
};

interface GrantChange {
  readonly role: string;
  readonly startsAt?: string | null | undefined;
  readonly endsAt?: string | null | undefined;
}

const timesOf = ({ startsAt = null, endsAt = null }: GrantChange): Times => ({ startsAt, endsAt });

const sameTimes = (one: Times, other: Times) => one.startsAt === other.startsAt && one.endsAt === other.endsAt;

const give = ({ roles }: Draft, grants: Map<string, Times>, change: GrantChange): boolean => {
  required(roles, "role", change.role);
  const before = grants.get(change.role);
  if (before && !sameTimes(before, timesOf(change)))
    throw new UnfitChange("taken", "role", `The role ${change.role} is given already, at other times.`);
  grants.set(change.role, timesOf(change));
  return before === undefined;
};

const retime = ({ roles }: Draft, grants: Map<string, Times>, change: GrantChange): boolean => {
  required(roles, "role", change.role);
  const before = grants.get(change.role);
  if (!before) throw new UnfitChange("missing", "role", `The role ${change.role} is not given, so its times are not.`);
  grants.set(change.role, timesOf(change));
  return !sameTimes(before, timesOf(change));
};

const take = ({ roles }: Draft, grants: Map<string, Times>, { role }: GrantChange): boolean => {
  required(roles, "role", role);
  return grants.delete(role);
};
