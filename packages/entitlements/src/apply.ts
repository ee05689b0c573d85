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
export const applyTo = (draft: Draft, change: Change): boolean => {
  const make = planned(draft, change);
  make?.();
  return make !== undefined;
};

/** Makes a change that was found fit. */
export type Make = () => void;

/**
 * Finds out what a change would do, for who wants to judge it first.
 * @returns what makes it, or nothing where everything is so already
 * @throws {UnfitChange}
 */
export const planned = (draft: Draft, change: Change): Make | undefined =>
  (plans[change.op] as Plan<Change>)(draft, change);

type Plan<Of extends Change> = (draft: Draft, change: Of) => Make | undefined;

const plans: { readonly [Op in Change["op"]]: Plan<Extract<Change, { op: Op }>> } = {
  createPermission: ({ permissions }, { permission, method, resource, effect }) => {
    requireFree(permissions, "permission", permission);
    return () => permissions.set(permission, { name: permission, method, resource, effect });
  },
  changePermission: ({ permissions }, { permission, method, resource, effect }) => {
    const before = required(permissions, "permission", permission);
    const isSame = before.method === method && before.resource === resource && before.effect === effect;
    return isSame ? undefined : () => permissions.set(permission, { name: permission, method, resource, effect });
  },
  deletePermission: ({ permissions, roles }, { permission }) => {
    required(permissions, "permission", permission);
    return () => {
      for (const role of roles.values()) for (const list of [role.permissions, role.delegates]) list.delete(permission);
      permissions.delete(permission);
    };
  },
  createRole: ({ roles }, { role, description = "" }) => {
    requireFree(roles, "role", role);
    return () => roles.set(role, { description, permissions: new Set(), delegates: new Set() });
  },
  changeRole: ({ roles }, { role, description }) => {
    const before = required(roles, "role", role);
    if (before.description === description) return undefined;
    return () => {
      before.description = description;
    };
  },
  deleteRole: ({ roles, users, groups }, { role }) => {
    required(roles, "role", role);
    return () => {
      for (const grants of [...users.values(), ...groups.values()]) grants.delete(role);
      roles.delete(role);
    };
  },
  addPermissionToRole: (draft, change) => put(heldBy(draft, change).permissions, change.permission),
  removePermissionFromRole: (draft, change) => taken(heldBy(draft, change).permissions, change.permission),
  delegatePermissionToRole: (draft, change) => put(heldBy(draft, change).delegates, change.permission),
  undelegatePermissionFromRole: (draft, change) => taken(heldBy(draft, change).delegates, change.permission),
  grantToUser: (draft, change) => given(draft, grantsOf(draft.users, change.user), change),
  changeUserGrant: (draft, change) => retimed(draft, grantsOf(draft.users, change.user), change),
  revokeFromUser: (draft, change) => revoked(draft, grantsOf(draft.users, change.user), change),
  grantToGroup: (draft, change) => given(draft, grantsOf(draft.groups, change.group), change),
  changeGroupGrant: (draft, change) => retimed(draft, grantsOf(draft.groups, change.group), change),
  revokeFromGroup: (draft, change) => revoked(draft, grantsOf(draft.groups, change.group), change),
  setApprovals: (draft, { approvals }) => {
    if (draft.approvals === approvals) return undefined;
    return () => {
      draft.approvals = approvals;
    };
  },
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

const put = (all: Set<string>, name: string): Make | undefined => (all.has(name) ? undefined : () => all.add(name));

const taken = (all: Set<string> | Map<string, unknown>, name: string): Make | undefined =>
  all.has(name) ? () => all.delete(name) : undefined;

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

const given = ({ roles }: Draft, grants: Map<string, Times>, change: GrantChange): Make | undefined => {
  required(roles, "role", change.role);
  const before = grants.get(change.role);
  if (before && !sameTimes(before, timesOf(change)))
    throw new UnfitChange("taken", "role", `The role ${change.role} is given already, at other times.`);
  return before ? undefined : () => grants.set(change.role, timesOf(change));
};

const retimed = ({ roles }: Draft, grants: Map<string, Times>, change: GrantChange): Make | undefined => {
  required(roles, "role", change.role);
  const before = grants.get(change.role);
  if (!before) throw new UnfitChange("missing", "role", `The role ${change.role} is not given, so its times are not.`);
  return sameTimes(before, timesOf(change)) ? undefined : () => grants.set(change.role, timesOf(change));
};

const revoked = ({ roles }: Draft, grants: Map<string, Times>, { role }: GrantChange): Make | undefined => {
  required(roles, "role", role);
  return taken(grants, role);
};
