import type { Change } from "./changes.ts";
import { type Draft, type DraftRole, draftOf, type Times } from "./draft.ts";
import type { PermissionState, TenantState } from "./state.ts";

/**
 * The changes that make `after` of `before`, in an order in which they can be made and judged one by one: what is taken
 * goes first, a Deny comes before the Allows that it holds back and goes after them, and a role is given when all in it
 * is as it shall be. Empty for equal states; the name and the providers of a tenant are not compared.
 */
export const difference = (before: TenantState, after: TenantState): Change[] => {
  const [from, to] = [draftOf(before), draftOf(after)];
  const gone = takenFromRoles(from, to);
  const come = givenToRoles(from, to);
  const grants = grantChanges(from, to);
  return [
    ...grants.taken,
    ...absent(from.roles, to.roles).map(([role]): Change => ({ op: "deleteRole", role })),
    ...gone.filter(({ denies }) => !denies).map(({ change }) => change),
    ...deletedPermissions(from, to, "Allow"),
    ...permissionChanges(from, to),
    ...roleChanges(from, to),
    ...come.filter(({ denies }) => denies).map(({ change }) => change),
    ...come.filter(({ denies }) => !denies).map(({ change }) => change),
    ...gone.filter(({ denies }) => denies).map(({ change }) => change),
    ...deletedPermissions(from, to, "Deny"),
    ...grants.given,
    ...approvalsChanges(from, to),
  ];
};

const approvalsChanges = (from: Draft, { approvals }: Draft): Change[] =>
  from.approvals === approvals ? [] : [{ op: "setApprovals", approvals }];

/** Those of `these` that `others` does not know. */
const absent = <Value>(these: ReadonlyMap<string, Value>, others: ReadonlyMap<string, unknown>) =>
  [...these].filter(([name]) => !others.has(name));

const deletedPermissions = (from: Draft, to: Draft, effect: PermissionState["effect"]) =>
  absent(from.permissions, to.permissions)
    .filter(([, permission]) => permission.effect === effect)
    .map(([permission]): Change => ({ op: "deletePermission", permission }));

const permissionChanges = (from: Draft, to: Draft) =>
  [...to.permissions.values()].flatMap(({ name, method, resource, effect }): Change[] => {
    const before = from.permissions.get(name);
    const members = { permission: name, method, resource, effect };
    if (!before) return [{ op: "createPermission", ...members }];
    const isSame = before.method === method && before.resource === resource && before.effect === effect;
    return isSame ? [] : [{ op: "changePermission", ...members }];
  });

const roleChanges = (from: Draft, to: Draft) =>
  [...to.roles].flatMap(([role, { description }]): Change[] => {
    const before = from.roles.get(role);
    if (!before) return [description === "" ? { op: "createRole", role } : { op: "createRole", role, description }];
    return before.description === description ? [] : [{ op: "changeRole", role, description }];
  });

interface RoleChange {
  readonly change: Change;
  /** Whether it is a Deny that comes or goes. */
  readonly denies: boolean;
}

type Lists = "permissions" | "delegates";

const ops = {
  permissions: { come: "addPermissionToRole", gone: "removePermissionFromRole" },
  delegates: { come: "delegatePermissionToRole", gone: "undelegatePermissionFromRole" },
} as const;

const without = (these: DraftRole, others: DraftRole | undefined, list: Lists) =>
  [...these[list]].filter((permission) => !others?.[list].has(permission));

const eachList = (roles: Draft["roles"], of: (role: string, held: DraftRole, list: Lists) => RoleChange[]) =>
  [...roles].flatMap(([role, held]) => (["permissions", "delegates"] as const).flatMap((list) => of(role, held, list)));

const givenToRoles = (from: Draft, to: Draft) =>
  eachList(to.roles, (role, held, list) =>
    without(held, from.roles.get(role), list).map((permission) => ({
      change: { op: ops[list].come, role, permission },
      denies: to.permissions.get(permission)?.effect === "Deny",
    })),
  );

/** What goes with its role or with its permission is not taken from it before. */
const takenFromRoles = (from: Draft, to: Draft) =>
  eachList(from.roles, (role, held, list) => {
    const after = to.roles.get(role);
    const gone = after ? without(held, after, list).filter((permission) => to.permissions.has(permission)) : [];
    return gone.map((permission) => ({
      change: { op: ops[list].gone, role, permission },
      denies: from.permissions.get(permission)?.effect === "Deny",
    }));
  });

interface GrantChanges {
  readonly taken: readonly Change[];
  readonly given: readonly Change[];
}

const grantChanges = (from: Draft, to: Draft): GrantChanges => {
  const keptRoles = new Set([...from.roles.keys()].filter((role) => to.roles.has(role)));
  const users = grantsCompared(from.users, to.users, keptRoles);
  const groups = grantsCompared(from.groups, to.groups, keptRoles);
  return {
    taken: [
      ...users.taken.map(([user, role]): Change => ({ op: "revokeFromUser", user, role })),
      ...groups.taken.map(([group, role]): Change => ({ op: "revokeFromGroup", group, role })),
    ],
    given: [
      ...users.given.map(([user, role, times]): Change => ({ op: "grantToUser", user, role, ...times })),
      ...users.changed.map(([user, role, times]): Change => ({ op: "changeUserGrant", user, role, ...times })),
      ...groups.given.map(([group, role, times]): Change => ({ op: "grantToGroup", group, role, ...times })),
      ...groups.changed.map(([group, role, times]): Change => ({ op: "changeGroupGrant", group, role, ...times })),
    ],
  };
};

const grantsCompared = (from: Draft["users"], to: Draft["users"], keptRoles: ReadonlySet<string>) => {
  const after = [...to].flatMap(([holder, grants]) =>
    [...grants].map(([role, times]) => ({ holder, role, times, before: from.get(holder)?.get(role) })),
  );
  const gone = [...from].flatMap(([holder, grants]) =>
    [...grants.keys()].filter((role) => !to.get(holder)?.has(role)).map((role) => [holder, role] as const),
  );
  return {
    // A grant goes with its role.
    taken: gone.filter(([, role]) => keptRoles.has(role)),
    given: after.filter(({ before }) => !before).map(written),
    changed: after
      .filter(({ before, times }) => before && (before.startsAt !== times.startsAt || before.endsAt !== times.endsAt))
      .map(written),
  };
};

/** An open end is left out. */
const written = ({ holder, role, times }: { holder: string; role: string; times: Times }) =>
  [
    holder,
    role,
    {
      ...(times.startsAt === null ? {} : { startsAt: times.startsAt }),
      ...(times.endsAt === null ? {} : { endsAt: times.endsAt }),
    },
  ] as const;
