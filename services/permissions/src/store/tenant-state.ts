import type { Draft, DraftRole, Times } from "@gatehouse/entitlements/draft.ts";
import type { PermissionState } from "@gatehouse/entitlements/state.ts";
import type { Tenancy } from "./in-tenant.ts";

/** A tenant's state as it is in the database, to be changed in memory. */
export interface StoredState {
  readonly draft: Draft;
  readonly providers: readonly string[];
  /** Another one after every change of the tenant's state. */
  readonly version: string;
}

/**
 * Reads all of a tenant's state, or all but the grants of users that are not named. It takes several statements, so that
 * none takes long; the transaction must see one moment, or hold the tenant.
 * @param users whose grants to read; left out for everybody's
 */
export const readState = async ({ trx, tenant }: Tenancy, users?: readonly string[]): Promise<StoredState> => {
  const { rows } = await trx.raw(query, { tenant });
  const [read] = rows as [Row];
  return {
    version: read.version,
    providers: read.providers,
    draft: {
      approvals: read.approvals,
      permissions: new Map(read.permissions.map((permission) => [permission.name, permission])),
      roles: rolesOf(read),
      users: grantsOf(await userGrants({ trx, tenant }, users)),
      groups: grantsOf(read.groups),
    },
  };
};

type Pair = readonly [role: string, permission: string];
type Written = string | Date | null;
type GrantRow = readonly [holder: string, role: string, startsAt: Written, endsAt: Written];

interface Row {
  readonly version: string;
  readonly approvals: Draft["approvals"];
  readonly providers: readonly string[];
  readonly permissions: readonly PermissionState[];
  readonly roles: readonly (readonly [name: string, description: string])[];
  readonly held: readonly Pair[];
  readonly delegated: readonly Pair[];
  readonly groups: readonly GrantRow[];
}

const rolesOf = ({ roles, held, delegated }: Row): Map<string, DraftRole> => {
  const all = new Map(
    roles.map(([name, description]) => [
      name,
      { description, permissions: new Set<string>(), delegates: new Set<string>() },
    ]),
  );
  for (const [role, permission] of held) all.get(role)?.permissions.add(permission);
  for (const [role, permission] of delegated) all.get(role)?.delegates.add(permission);
  return all;
};

const grantsOf = (rows: readonly GrantRow[]): Draft["users"] => {
  const all = new Map<string, Map<string, Times>>();
  for (const [holder, role, startsAt, endsAt] of rows) {
    const grants = all.get(holder) ?? new Map<string, Times>();
    all.set(holder, grants.set(role, { startsAt: instantOf(startsAt), endsAt: instantOf(endsAt) }));
  }
  return all;
};

/** In JSON, PostgreSQL writes instants in the zone of the session. */
const instantOf = (written: Written) => (written === null ? null : new Date(written).toISOString());

const listOf = (item: string, table: string) =>
  `(select coalesce(json_agg(${item}), '[]') from entitlements.${table} where tenant = :tenant)`;

const query = `
  select (select version from entitlements.tenants where name = :tenant) as version,
    (select approvals from entitlements.tenants where name = :tenant) as approvals,
    array(select provider from entitlements.providers where tenant = :tenant order by provider) as providers,
    ${listOf("json_build_object('name', name, 'method', method, 'resource', resource, 'effect', effect)", "permissions")} as permissions,
    ${listOf("json_build_array(name, description)", "roles")} as roles,
    ${listOf("json_build_array(role, permission)", "role_permissions")} as held,
    ${listOf("json_build_array(role, permission)", "role_delegations")} as delegated,
    ${listOf("json_build_array(group_name, role, starts_at, ends_at)", "group_roles")} as groups`;

/** Rows that one statement reads. */
const most = 20_000;

const userGrants = async ({ trx, tenant }: Tenancy, users: readonly string[] | undefined): Promise<GrantRow[]> => {
  const all: GrantRow[] = [];
  for (let last: GrantRow | undefined; ; last = all.at(-1)) {
    const [username, role] = last ?? ["", ""];
    const named = users ? { users: [...users] } : {};
    const { rows } = await trx.raw(userQuery(users !== undefined), { tenant, username, role, count: most, ...named });
    for (const row of rows) all.push([row.username, row.role, row.starts, row.ends]);
    if (rows.length < most) return all;
  }
};

const userQuery = (named: boolean) => `
  select username, role, starts_at as starts, ends_at as ends from entitlements.user_roles
  where tenant = :tenant and (username, role) > (:username, :role) ${named ? "and username = any (:users::text[])" : ""}
  order by username, role limit :count`;
