import type { Change } from "@gatehouse/entitlements/changes.ts";
import type { Draft, Times } from "@gatehouse/entitlements/draft.ts";
import type { Change as Recorded } from "../store/change.ts";

type Told = Omit<Recorded, "changes">;

/** How a change is recorded, as the single operation that does the same records it. `draft` is from before the change. */
export const recordOf = (draft: Draft, change: Change, actor: string): Recorded => ({
  ...(records[change.op] as RecordOf<Change>)(draft, change, actor),
  changes: [change],
});

type RecordOf<Of extends Change> = (draft: Draft, change: Of, actor: string) => Told;

const records: { readonly [Op in Change["op"]]: RecordOf<Extract<Change, { op: Op }>> } = {
  createPermission: (_draft, change) => ({ ...ofPermission("CreatePermission", change), after: membersOf(change) }),
  changePermission: ({ permissions }, change) => ({
    ...ofPermission("ChangePermission", change),
    ...before(permissions.get(change.permission)),
    after: membersOf(change),
  }),
  deletePermission: ({ permissions }, change) => ({
    ...ofPermission("DeletePermission", change),
    ...before(permissions.get(change.permission)),
  }),
  createRole: (_draft, { role, description = "" }) => ({
    ...ofRole("CreateRole", role),
    after: { name: role, description },
  }),
  changeRole: ({ roles }, { role, description }) => ({
    ...ofRole("ChangeRole", role),
    before: { description: roles.get(role)?.description },
    after: { description },
  }),
  deleteRole: ({ roles }, { role }) => ({
    ...ofRole("DeleteRole", role),
    before: {
      name: role,
      description: roles.get(role)?.description,
      permissions: [...(roles.get(role)?.permissions ?? [])].sort(),
    },
  }),
  addPermissionToRole: (_draft, { role, permission }) => ({
    ...ofRole("AssignPermission", role),
    after: { permission },
  }),
  removePermissionFromRole: (_draft, { role, permission }) => ({
    ...ofRole("RemovePermission", role),
    before: { permission },
  }),
  delegatePermissionToRole: (_draft, { role, permission }) => ({
    ...ofRole("DelegatePermission", role),
    after: { permission },
  }),
  undelegatePermissionFromRole: (_draft, { role, permission }) => ({
    ...ofRole("UndelegatePermission", role),
    before: { permission },
  }),
  grantToUser: (_draft, change, actor) => ({ ...ofUser("AssignRole", change), after: grantOf(change, actor) }),
  changeUserGrant: ({ users }, change, actor) => ({
    ...ofUser("ChangeGrant", change),
    before: heldGrant(users.get(change.user), change.role),
    after: grantOf(change, actor),
  }),
  revokeFromUser: ({ users }, change) => ({
    ...ofUser("RemoveRole", change),
    before: heldGrant(users.get(change.user), change.role),
  }),
  grantToGroup: (_draft, change, actor) => ({ ...ofGroup("AssignRole", change), after: grantOf(change, actor) }),
  changeGroupGrant: ({ groups }, change, actor) => ({
    ...ofGroup("ChangeGrant", change),
    before: heldGrant(groups.get(change.group), change.role),
    after: grantOf(change, actor),
  }),
  revokeFromGroup: ({ groups }, change) => ({
    ...ofGroup("RemoveRole", change),
    before: heldGrant(groups.get(change.group), change.role),
  }),
  setApprovals: (draft, { approvals }) => ({
    action: "SetApprovals",
    subject: "approvals",
    before: { approvals: draft.approvals },
    after: { approvals },
  }),
};

const ofPermission = (action: string, { permission }: { permission: string }) => ({
  action,
  subject: `permission/${permission}`,
});
const ofRole = (action: string, role: string) => ({ action, subject: `role/${role}` });
const ofUser = (action: string, { user }: { user: string }) => ({ action, subject: `user/${user}` });
const ofGroup = (action: string, { group }: { group: string }) => ({ action, subject: `group/${group}` });

const before = (members: object | undefined) => (members ? { before: members } : {});

interface Members {
  readonly permission: string;
  readonly method: string;
  readonly resource: string;
  readonly effect: string;
}

const membersOf = ({ permission, method, resource, effect }: Members) => ({
  name: permission,
  method,
  resource,
  effect,
});

interface Granted {
  readonly role: string;
  readonly startsAt?: string | null | undefined;
  readonly endsAt?: string | null | undefined;
}

const timesOf = ({ startsAt, endsAt }: Omit<Granted, "role">) => ({
  ...(startsAt ? { startsAt } : {}),
  ...(endsAt ? { endsAt } : {}),
});

const grantOf = ({ role, ...times }: Granted, actor: string) => ({ role, grantedBy: actor, ...timesOf(times) });

const heldGrant = (grants: ReadonlyMap<string, Times> | undefined, role: string) => ({
  role,
  ...timesOf(grants?.get(role) ?? {}),
});
