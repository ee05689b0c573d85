import type { Knex } from "knex";

/** @returns whether the role did not hold the permission before. */
export const addRolePermission = async (
  trx: Knex,
  held: { tenant: string; role: string; permission: string },
): Promise<boolean> => {
  const added = await trx
    .withSchema("entitlements")
    .table("role_permissions")
    .insert(held)
    .onConflict(["tenant", "role", "permission"])
    .ignore()
    .returning("role");
  return added.length > 0;
};

/** @returns whether the role held the permission. */
export const deleteRolePermission = async (trx: Knex, role: string, permission: string): Promise<boolean> =>
  (await trx.withSchema("entitlements").table("role_permissions").where({ role, permission }).delete()) > 0;
