import type { Knex } from "knex";
import type { Permission } from "./permissions.ts";

/** A role that a user has, and how it came to that. */
export interface Grant {
  readonly role: string;
  readonly grantedBy: string;
  readonly grantedAt: Date;
}

const asGrant = { role: "role", grantedBy: "granted_by", grantedAt: "granted_at" };

/** @returns the grant, or nothing where the user had the role already. */
export const addUserRole = async (
  trx: Knex,
  { tenant, username, role, grantedBy }: { tenant: string; username: string; role: string; grantedBy: string },
): Promise<Grant | undefined> => {
  const [added] = await trx
    .withSchema("entitlements")
    .table("user_roles")
    .insert({ tenant, username, role, granted_by: grantedBy })
    .onConflict(["username", "role"])
    .ignore()
    .returning(["role", "granted_by as grantedBy", "granted_at as grantedAt"]);
  return added;
};

/** @returns the grant that was removed, or nothing where the user had no such role. */
export const deleteUserRole = async (trx: Knex, username: string, role: string): Promise<Grant | undefined> => {
  const [removed] = await trx
    .withSchema("entitlements")
    .table("user_roles")
    .where({ username, role })
    .delete(["role", "granted_by as grantedBy", "granted_at as grantedAt"]);
  return removed;
};

/** The user's roles by name. Nobody is unknown here: access can be granted before the first sign-in. */
export const rolesOf = async (knex: Knex, username: string): Promise<(Grant & { description: string })[]> =>
  await knex
    .withSchema("entitlements")
    .table("user_roles")
    .join("roles", { "roles.tenant": "user_roles.tenant", "roles.name": "user_roles.role" })
    .where({ username })
    .orderBy("role")
    .select({ ...asGrant, description: "description" });

/** The user's permissions by name, each with the roles that it comes from. */
export const permissionsOf = async (knex: Knex, username: string): Promise<(Permission & { roles: string[] })[]> =>
  await knex
    .withSchema("entitlements")
    .table("user_roles")
    .join("role_permissions", {
      "role_permissions.tenant": "user_roles.tenant",
      "role_permissions.role": "user_roles.role",
    })
    .join("permissions", {
      "permissions.tenant": "role_permissions.tenant",
      "permissions.name": "role_permissions.permission",
    })
    .where({ username })
    .groupBy("permissions.tenant", "permissions.name")
    .orderBy("permissions.name")
    .select("permissions.name", "method", "resource", "effect")
    .select(knex.raw("array_agg(user_roles.role::text order by user_roles.role) as roles"));
