import type { FindGrants, Grant } from "@gatehouse/entitlements/grant.ts";
import type { Knex } from "knex";

/**
 * Reads a user's grants in one query, by index alone: those of the user and those of his groups, in the tenant that the
 * user belongs to now. A permission held in two ways comes twice; what ended before `clock` (milliseconds since 1970)
 * does not come.
 */
export const grantsInPostgres =
  (knex: Knex, clock: () => number = Date.now): FindGrants =>
  async (username, groups) => {
    const values = { username, groups: [...groups], now: new Date(clock()) };
    const { rows } = await knex.raw<{ rows: Row[] }>(heldBy, values);
    return rows.map(grantOf);
  };

const heldBy = `
  with of_user as materialized (select entitlements.tenant_of(:username) as tenant),
  held as (
    select tenant, role, null as group_name, starts_at, ends_at
      from of_user join entitlements.user_roles using (tenant)
      where username = :username
    union all
    select tenant, role, group_name, starts_at, ends_at
      from of_user join entitlements.group_roles using (tenant)
      where group_name = any (:groups)
  )
  select held.role, permission.name, permission.effect, permission.method, permission.resource,
      held.group_name, held.starts_at, held.ends_at
    from held
    join entitlements.role_permissions as given on given.tenant = held.tenant and given.role = held.role
    join entitlements.permissions as permission
      on permission.tenant = given.tenant and permission.name = given.permission
    where held.ends_at is null or held.ends_at > :now
    order by permission.name, held.role, held.group_name nulls first
`;

interface Row extends Pick<Grant, "role" | "effect" | "method" | "resource"> {
  readonly name: string;
  readonly group_name: string | null;
  readonly starts_at: Date | number | null;
  readonly ends_at: Date | number | null;
}

const grantOf = ({ name, group_name: group, starts_at, ends_at, ...rest }: Row): Grant => ({
  ...rest,
  permission: name,
  via: group === null ? { kind: "user" } : { kind: "group", group },
  startsAt: milliseconds(starts_at),
  endsAt: milliseconds(ends_at),
});

/** pg reads `infinity` as a number. */
const milliseconds = (at: Date | number | null) => (at === null ? null : Number(at));
