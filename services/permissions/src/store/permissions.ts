import type { Knex } from "knex";
import { PermissionNotFound } from "../failures.ts";

export interface Permission {
  readonly name: string;
  readonly method: string;
  readonly resource: string;
  readonly effect: string;
}

/** @returns whether the name was free. */
export const addPermission = async (trx: Knex, permission: Permission & { tenant: string }): Promise<boolean> => {
  const added = await trx
    .withSchema("entitlements")
    .table("permissions")
    .insert(permission)
    .onConflict(["tenant", "name"])
    .ignore()
    .returning("name");
  return added.length > 0;
};

/** The permission stays until the transaction ends. @throws {PermissionNotFound} */
export const requirePermission = async (trx: Knex, name: string): Promise<void> => {
  const permission = await trx
    .withSchema("entitlements")
    .table("permissions")
    .where({ name })
    .forKeyShare()
    .first("name");
  if (!permission) throw new PermissionNotFound(`There is no permission named ${name}.`);
};
