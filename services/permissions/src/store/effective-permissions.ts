import type { Tenancy } from "./in-tenant.ts";
import type { Permission } from "./permissions.ts";

/** One way in which somebody holds a permission: a role, had directly or as a member of a group, for some time. */
export interface Source {
  readonly role: string;
  /** Null where the role is the user's own. */
  readonly group: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

export interface HeldPermission extends Permission {
  readonly sources: readonly Source[];
}

/** What a user who is in these groups holds, by name, from behind that permission on; whether in force or not. */
export const readEffective = async (
  { trx, tenant }: Tenancy,
  { username, groups, after, count }: Asked,
): Promise<HeldPermission[]> => {
  const { rows } = await trx.raw(query, { tenant, username, groups: [...groups], after: after ?? "", count });
  return rows.map(({ sources, ...permission }: HeldPermission) => ({ ...permission, sources: sources.map(read) }));
};

interface Asked {
  readonly username: string;
  readonly groups: readonly string[];
  readonly after?: string | undefined;
  readonly count: number;
}

/** JSON has no dates. */
const read = ({ startsAt, endsAt, ...source }: Source): Source => ({
  ...source,
  startsAt: startsAt && new Date(startsAt),
  endsAt: endsAt && new Date(endsAt),
});

const query = `
  with grants as (
    select role, null as "group", starts_at, ends_at from entitlements.user_roles
      where tenant = :tenant and username = :username
    union all
    select role, group_name, starts_at, ends_at from entitlements.group_roles
      where tenant = :tenant and group_name = any (:groups::text[])
  )
  select permissions.name, method, resource, effect, json_agg(json_build_object(
      'role', grants.role, 'group', grants."group", 'startsAt', starts_at, 'endsAt', ends_at
    ) order by grants.role, grants."group" nulls first) as sources
  from grants
    join entitlements.role_permissions as held on held.tenant = :tenant and held.role = grants.role
    join entitlements.permissions on permissions.tenant = :tenant and permissions.name = held.permission
  where permissions.name > :after
  group by permissions.name, method, resource, effect
  order by permissions.name
  limit :count`;
