import type { Tenancy } from "./in-tenant.ts";
import type { Holder } from "./role-grants.ts";

/** A role that somebody has, of which decisions in the period did not need everything. */
export interface UnusedGrant extends Pick<Holder, "kind" | "name"> {
  readonly role: string;
  readonly grantedBy: string;
  readonly grantedAt: Date;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  /** Whether any decision needed the grant at all. */
  readonly needed: boolean;
  /** The role's permissions that no decision needed by this grant. */
  readonly permissions: readonly string[];
}

export interface Period {
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
}

/**
 * A decision needed those of its grants that say what it says: the Allows of one that allowed, the Denys of one that
 * denied. What groups were needed for is gathered once for all; of a user, only that user's decisions are read.
 */
const query = `
  with needed_by_group as materialized (
    select distinct needed -> 'via' ->> 'group' as name, needed ->> 'role' as role, needed ->> 'permission' as permission
    from audit.decisions as decision cross join lateral jsonb_array_elements(decision.grants) as needed
    where tenant = :tenant and at >= :since and at < :until
      and needed -> 'via' ->> 'kind' = 'group' and needed ->> 'effect' = effect
  ),
  held as (
    select 'group' as kind, group_name::text as name, role::text, granted_by, granted_at, starts_at, ends_at
    from entitlements.group_roles where tenant = :tenant
    union all
    select 'user', username::text, role::text, granted_by, granted_at, starts_at, ends_at
    from entitlements.user_roles where tenant = :tenant
  ),
  judged as (
    select held.*, found.permissions <> '{}' as needed, array(
      select permission::text from entitlements.role_permissions as given
      where given.tenant = :tenant and given.role = held.role and not given.permission = any (found.permissions)
      order by permission
    ) as permissions
    from held cross join lateral (
      select array(
        select permission from needed_by_group as by_group
        where held.kind = 'group' and by_group.name = held.name and by_group.role = held.role
        union
        select needed ->> 'permission'
        from audit.decisions as decision cross join lateral jsonb_array_elements(decision.grants) as needed
        where held.kind = 'user' and tenant = :tenant and principal = held.name and at >= :since and at < :until
          and coalesce(needed -> 'via' ->> 'kind', 'user') = 'user'
          and needed ->> 'role' = held.role and needed ->> 'effect' = effect
      ) as permissions
    ) as found
    where (kind, name, role) > (:kind, :name, :role) and granted_at < :until
      and (starts_at is null or starts_at < :until) and (ends_at is null or ends_at > :since)
  )
  select kind, name, role, granted_by as "grantedBy", granted_at as "grantedAt", starts_at as "startsAt",
    ends_at as "endsAt", needed, permissions
  from judged where permissions <> '{}' or not needed
  order by kind, name, role limit :count`;

/** Groups before users, each by name, from behind that one on. Grants that did not count in the period are left out. */
export const readUnusedGrants = async (
  { trx, tenant }: Tenancy,
  { since, until }: Period,
  { after: [kind, name, role] = ["", "", ""], count }: { after: readonly string[] | undefined; count: number },
): Promise<UnusedGrant[]> => {
  const period = { since: since ?? "-infinity", until: until ?? "infinity" };
  const { rows } = await trx.raw(query, { tenant, ...period, kind, name, role, count } as never);
  return rows;
};
