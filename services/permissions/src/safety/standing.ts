import type { TimedRule } from "@gatehouse/entitlements/authority.ts";
import type { Caller } from "../caller.ts";
import type { Tenancy } from "../store/in-tenant.ts";

/** What a caller is and may, by his own roles and those of his groups, whether they count now or not. */
export interface Standing {
  readonly roles: ReadonlySet<string>;
  readonly held: readonly TimedRule[];
  readonly delegated: readonly TimedRule[];
}

export const standingOf = async ({ trx, tenant }: Tenancy, { actor, groups }: Caller): Promise<Standing> => {
  const { rows } = await trx.raw(query, { tenant, actor, groups: [...groups] });
  const rulesOf = (bond: string): TimedRule[] => rows.filter((row: Row) => row.bond === bond).map(timedRule);
  return {
    roles: new Set(rows.map(({ role }: Row) => role)),
    held: rulesOf("held"),
    delegated: rulesOf("delegated"),
  };
};

interface Row extends Omit<TimedRule, "startsAt" | "endsAt"> {
  readonly role: string;
  readonly bond: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

const timedRule = ({ method, resource, effect, startsAt, endsAt }: Row): TimedRule => ({
  method,
  resource,
  effect,
  startsAt: startsAt?.getTime() ?? null,
  endsAt: endsAt?.getTime() ?? null,
});

/** A role that neither holds nor delegates anything is a row as well. */
const query = `
  with grants as (
    select role, starts_at, ends_at from entitlements.user_roles where tenant = :tenant and username = :actor
    union all
    select role, starts_at, ends_at from entitlements.group_roles
      where tenant = :tenant and group_name = any (:groups::text[])
  ), bonds as (
    select 'held' as bond, role, permission from entitlements.role_permissions where tenant = :tenant
    union all
    select 'delegated', role, permission from entitlements.role_delegations where tenant = :tenant
  )
  select grants.role, bond, method, resource, effect, starts_at as "startsAt", ends_at as "endsAt"
  from grants
    left join bonds on bonds.role = grants.role
    left join entitlements.permissions on permissions.tenant = :tenant and permissions.name = bonds.permission`;
