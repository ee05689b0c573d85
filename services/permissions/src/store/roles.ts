import type { Knex } from "knex";
import { RoleNotFound } from "../failures.ts";

export interface Role {
  readonly name: string;
  readonly description: string;
}

/** @returns whether the name was free. */
export const addRole = async (trx: Knex, role: Role & { tenant: string }): Promise<boolean> => {
  const added = await trx
    .withSchema("entitlements")
    .table("roles")
    .insert(role)
    .onConflict(["tenant", "name"])
    .ignore()
    .returning("name");
  return added.length > 0;
};

/** The role stays until the transaction ends. @throws {RoleNotFound} */
export const requireRole = async (trx: Knex, name: string): Promise<void> => {
  const role = await trx.withSchema("entitlements").table("roles").where({ name }).forKeyShare().first("name");
  if (!role) throw new RoleNotFound(`There is no role named ${name}.`);
};
