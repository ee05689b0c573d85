import type { Change } from "@gatehouse/entitlements/changes.ts";
import type { Changing } from "./change.ts";

/**
 * Makes changes that were found fit, in their order: those of one kind that stand side by side in one statement. What
 * they change has another version afterwards, and so has a role that holds or delegates something else.
 */
export const writeChanges = async (changing: Changing, changes: readonly Change[]): Promise<void> => {
  for (const run of runsOf(changes)) await execute(changing, statements[run.op], run.changes);
  const roles = [...new Set(changes.flatMap((change) => (isOfRole(change) ? [change.role] : [])))];
  for (let from = 0; from < roles.length; from += longestRun)
    await execute(
      changing,
      "update entitlements.roles set version = nextval('entitlements.versions') from given where tenant = :tenant and name = given.role",
      roles.slice(from, from + longestRun).map((role) => ({ role })),
    );
};

const isOfRole = (change: Change): change is Change & { role: string; permission: string } =>
  "role" in change && "permission" in change;

interface Run {
  readonly op: Change["op"];
  readonly changes: Change[];
  readonly keys: Set<string>;
}

/** What a statement takes at most: triggers look at each row, and a statement has a second. */
const longestRun = 200;

/** A statement changes a row once, so a second change of the same begins a new run. */
const runsOf = (changes: readonly Change[]): readonly Run[] => {
  const runs: Run[] = [];
  for (const change of changes) {
    const last = runs.at(-1);
    const key = keyOf(change);
    if (last?.op === change.op && !last.keys.has(key) && last.changes.length < longestRun) last.changes.push(change);
    else runs.push({ op: change.op, changes: [change], keys: new Set() });
    runs.at(-1)?.keys.add(key);
  }
  return runs;
};

const keyOf = (change: Change) => {
  const { permission, role, user, group }: { [name in "permission" | "role" | "user" | "group"]?: string } =
    change.op === "setApprovals" ? {} : change;
  return JSON.stringify([permission, role, user, group]);
};

const execute = async ({ trx, tenant, caller }: Changing, statement: string, given: readonly object[]) => {
  if (given.length === 0) return;
  await trx.raw(`${givenRows} ${statement}`, {
    tenant,
    given: JSON.stringify(given),
    ...(statement.includes(":actor") ? { actor: caller.actor } : {}),
  });
};

/** Members by the names that they have in a change. */
const givenRows = `with given as (
  select * from jsonb_to_recordset(:given::jsonb) as given(
    approvals text, permission text, method text, resource text, effect text, role text, description text, "user" text, "group" text,
    "startsAt" timestamptz, "endsAt" timestamptz)
)`;

const newVersion = "version = nextval('entitlements.versions')";

const add = (table: string) =>
  `insert into entitlements.${table} (tenant, role, permission) select :tenant, role, permission from given`;

const remove = (table: string) =>
  `delete from entitlements.${table} as held using given
    where held.tenant = :tenant and held.role = given.role and held.permission = given.permission`;

const grant = (table: string, column: string, holder: string) =>
  `insert into entitlements.${table} (tenant, ${column}, role, granted_by, starts_at, ends_at)
    select :tenant, ${holder}, role, :actor, "startsAt", "endsAt" from given`;

const retime = (table: string, column: string, holder: string) =>
  `update entitlements.${table} as had
    set starts_at = given."startsAt", ends_at = given."endsAt", granted_by = :actor, granted_at = now(), ${newVersion}
    from given where had.tenant = :tenant and had.${column} = given.${holder} and had.role = given.role`;

const revoke = (table: string, column: string, holder: string) =>
  `delete from entitlements.${table} as had using given
    where had.tenant = :tenant and had.${column} = given.${holder} and had.role = given.role`;

const users = ["user_roles", "username", '"user"'] as const;
const groups = ["group_roles", "group_name", '"group"'] as const;

const statements: Readonly<Record<Change["op"], string>> = {
  createPermission: `insert into entitlements.permissions (tenant, name, method, resource, effect)
    select :tenant, permission, method, resource, effect from given`,
  changePermission: `update entitlements.permissions as held
    set method = given.method, resource = given.resource, effect = given.effect, ${newVersion}
    from given where held.tenant = :tenant and held.name = given.permission`,
  deletePermission: "delete from entitlements.permissions using given where tenant = :tenant and name = permission",
  createRole: `insert into entitlements.roles (tenant, name, description)
    select :tenant, role, coalesce(description, '') from given`,
  changeRole: `update entitlements.roles as held set description = given.description, ${newVersion}
    from given where held.tenant = :tenant and held.name = given.role`,
  deleteRole: "delete from entitlements.roles using given where tenant = :tenant and name = role",
  addPermissionToRole: add("role_permissions"),
  removePermissionFromRole: remove("role_permissions"),
  delegatePermissionToRole: add("role_delegations"),
  undelegatePermissionFromRole: remove("role_delegations"),
  grantToUser: grant(...users),
  changeUserGrant: retime(...users),
  revokeFromUser: revoke(...users),
  grantToGroup: grant(...groups),
  changeGroupGrant: retime(...groups),
  revokeFromGroup: revoke(...groups),
  setApprovals: "update entitlements.tenants set approvals = given.approvals from given where name = :tenant",
};
