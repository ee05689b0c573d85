import { administers, authorityOf, hinders, mayAdminister } from "@gatehouse/entitlements/authority.ts";
import type { Changing } from "../store/change.ts";
import type { Tenancy } from "../store/in-tenant.ts";
import { type Permission, permissionColumns } from "../store/permissions.ts";
import { rowsOf } from "../store/rows.ts";
import { type Attempt, NotAuthorized } from "./not-authorized.ts";

/** @throws {NotAuthorized} for who may not give any role to any user for good */
export const requireAdministrator = async (changing: Changing, attempt: Attempt): Promise<void> => {
  const authority = authorityOf(await changing.standing(), { now: changing.now, until: null });
  if (!mayAdminister(authority)) throw new NotAuthorized(attempt, "This is for administrators.");
};

/**
 * Whether the tenant has an administrator: a user who may give any role to any user, by roles of his own that do not end,
 * and is denied none of it. Who is one by a group does not count, because the identity provider says who is in it.
 * @param now in milliseconds since 1970
 */
export const hasAdministrator = async (tenancy: Tenancy, now: number): Promise<boolean> => {
  const permissions = await nearUsers(tenancy);
  const namesOf = (kind: (permission: Permission) => boolean) => permissions.filter(kind).map(({ name }) => name);
  const making = namesOf(administers);
  if (making.length === 0) return false;
  const { trx, tenant } = tenancy;
  const { rows } = await trx.raw(query, { tenant, making, hindering: namesOf(hinders), now: new Date(now) });
  return rows.length > 0;
};

/** The permissions that may speak of `PUT /users/…`, going by how their patterns begin. */
const nearUsers = async (tenancy: Tenancy): Promise<Permission[]> =>
  await rowsOf(tenancy, "permissions")
    .whereIn("method", ["PUT", "*"])
    .whereRaw(
      `(starts_with('/users/', split_part(translate(resource, '?%$', '***'), '*', 1))
        or starts_with(split_part(translate(resource, '?%$', '***'), '*', 1), '/users/'))`.replaceAll("?%", "\\?%"),
    )
    .select(permissionColumns);

const query = `
  select from entitlements.user_roles as had
    join entitlements.role_permissions as held on held.tenant = had.tenant and held.role = had.role
  where had.tenant = :tenant and held.permission = any (:making::text[])
    and had.ends_at is null and (had.starts_at is null or had.starts_at <= :now)
    and not exists (
      select from entitlements.user_roles as other
        join entitlements.role_permissions as denied on denied.tenant = other.tenant and denied.role = other.role
      where other.tenant = :tenant and other.username = had.username
        and denied.permission = any (:hindering::text[]) and (other.ends_at is null or other.ends_at > :now))
  limit 1`;
