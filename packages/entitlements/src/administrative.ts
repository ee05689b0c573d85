// Which changes let somebody change entitlements: those that a tenant may want two administrators for.
import type { Change } from "./changes.ts";
import { deniesPartOf } from "./denied-part.ts";
import type { Draft, Times } from "./draft.ts";
import { ruleCovers, type Scope } from "./pattern-covers.ts";
import type { PermissionState } from "./state.ts";

const changingMethods: readonly string[] = ["PUT", "POST", "PATCH", "DELETE", "*"];

/** Where entitlements are changed. */
const entitlements: readonly Scope[] = ["users", "groups", "roles", "permissions", "entitlements", "approvals"].map(
  (name) => ({ method: "*", resource: `/${name}*` }),
);

/** Whether a rule speaks of some request that changes entitlements, in whatever spelling. */
export const speaksOfChanging = ({ method, resource }: Scope): boolean =>
  changingMethods.includes(method) && entitlements.some((scope) => deniesPartOf({ method: "*", resource }, scope));

/**
 * Whether by a change anybody holds, or may give, what lets him change entitlements: an Allow that speaks of it is
 * given, put into a role or widened, or a Deny goes that held such an Allow back. A role counts whether or not anybody
 * has it, because of users the draft may know those alone whom changes name. Never false where somebody gains; true
 * also where all who are concerned could do the same before.
 * @param draft from before the change, which fits it
 */
export const isAdministrative = (draft: Draft, change: Change): boolean =>
  (tellings[change.op] as Telling<Change>)(draft, change);

type Telling<Of extends Change> = (draft: Draft, change: Of) => boolean;

const never = () => false;

const tellings: { readonly [Op in Change["op"]]: Telling<Extract<Change, { op: Op }>> } = {
  // Nobody holds it, and nobody has it, yet.
  createPermission: never,
  createRole: never,
  changeRole: never,
  undelegatePermissionFromRole: never,
  changePermission: (draft, { permission: name, method, resource, effect }) => {
    const before = draft.permissions.get(name);
    const after = { name, method, resource, effect };
    if (!before || !isBound(draft, name)) return false;
    if (gives(after) && !(isAllow(before) && ruleCovers(before, after))) return true;
    const isKept = !isAllow(after) && ruleCovers(after, before);
    return !isKept && lifts([before], [...allAllows(draft), ...(isAllow(after) ? [after] : [])]);
  },
  deletePermission: (draft, { permission }) =>
    isBound(draft, permission) && lifts(named(draft, [permission]), allAllows(draft)),
  deleteRole: (draft, { role }) => lifts(heldBy(draft, [role]), allAllows(draft)),
  addPermissionToRole: (draft, { permission }) => named(draft, [permission]).some(gives),
  removePermissionFromRole: (draft, { permission }) => lifts(named(draft, [permission]), allAllows(draft)),
  delegatePermissionToRole: (draft, { permission }) => named(draft, [permission]).some(gives),
  grantToUser: (draft, { role }) => isOfAdministrators(draft, role),
  grantToGroup: (draft, { role }) => isOfAdministrators(draft, role),
  changeUserGrant: (draft, change) =>
    retimingTells(draft, change, {
      before: draft.users.get(change.user)?.get(change.role),
      staying: () => allowsBesides(draft, change.user, change.role),
    }),
  changeGroupGrant: (draft, change) =>
    retimingTells(draft, change, {
      before: draft.groups.get(change.group)?.get(change.role),
      staying: () => allAllows(draft),
    }),
  revokeFromUser: (draft, { user, role }) => lifts(heldBy(draft, [role]), allowsBesides(draft, user, role)),
  revokeFromGroup: (draft, { role }) => lifts(heldBy(draft, [role]), allAllows(draft)),
  setApprovals: () => true,
};

interface Retimed {
  readonly role: string;
  readonly startsAt?: string | null | undefined;
  readonly endsAt?: string | null | undefined;
}

/** Who has a role for longer gains by it, and who has it for a shorter time is rid of what it denied. */
const retimingTells = (
  draft: Draft,
  { role, startsAt = null, endsAt = null }: Retimed,
  { before, staying }: { before: Times | undefined; staying: () => readonly PermissionState[] },
): boolean => {
  if (!before) return false;
  const after = { startsAt, endsAt };
  if (!isWithin(before, after) && isOfAdministrators(draft, role)) return true;
  return !isWithin(after, before) && lifts(heldBy(draft, [role]), staying());
};

/** Whether the inner times end within the outer ones. Instants are in one spelling, whose order is that of time. */
const isWithin = (outer: Times, inner: Times) =>
  (outer.startsAt === null || (inner.startsAt !== null && inner.startsAt >= outer.startsAt)) &&
  (outer.endsAt === null || (inner.endsAt !== null && inner.endsAt <= outer.endsAt));

const isAllow = ({ effect }: PermissionState) => effect === "Allow";

/** Whether who holds the permission, or may give it, can change entitlements or let others do so. */
const gives = (permission: PermissionState) => isAllow(permission) && speaksOfChanging(permission);

/** Whether a Deny goes that held back one of the Allows that stay. */
const lifts = (gone: readonly PermissionState[], staying: readonly PermissionState[]): boolean => {
  const denies = gone.filter((permission) => !isAllow(permission) && speaksOfChanging(permission));
  return denies.length > 0 && staying.some((allow) => gives(allow) && denies.some((deny) => deniesPartOf(deny, allow)));
};

const isOfAdministrators = (draft: Draft, role: string) =>
  [...heldBy(draft, [role]), ...delegatedBy(draft, [role])].some(gives);

/** What one may be allowed, or let give, by other roles: by those of any group, since tokens alone say who is in it. */
const allowsBesides = (draft: Draft, user: string, role: string) => {
  const own = [...(draft.users.get(user)?.keys() ?? [])].filter((other) => other !== role);
  return allowsOf(draft, [...own, ...[...draft.groups.values()].flatMap((grants) => [...grants.keys()])]);
};

const allAllows = (draft: Draft) => allowsOf(draft, [...draft.roles.keys()]);

const allowsOf = (draft: Draft, roles: readonly string[]) =>
  [...heldBy(draft, roles), ...delegatedBy(draft, roles)].filter(isAllow);

const heldBy = (draft: Draft, roles: readonly string[]) =>
  named(draft, [...new Set(roles.flatMap((role) => [...(draft.roles.get(role)?.permissions ?? [])]))]);

const delegatedBy = (draft: Draft, roles: readonly string[]) =>
  named(draft, [...new Set(roles.flatMap((role) => [...(draft.roles.get(role)?.delegates ?? [])]))]);

const named = ({ permissions }: Draft, names: readonly string[]): readonly PermissionState[] =>
  names.flatMap((name) => permissions.get(name) ?? []);

const isBound = ({ roles }: Draft, name: string) =>
  [...roles.values()].some(({ permissions, delegates }) => permissions.has(name) || delegates.has(name));
