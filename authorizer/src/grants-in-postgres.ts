import type { FindGrants, Grant } from "@gatehouse/entitlements/grant.ts";
import type { Knex } from "knex";

/** Reads a user's grants in one query, by index alone; a permission held through two roles comes twice. */
export const grantsInPostgres =
  (knex: Knex): FindGrants =>
  (username) =>
    knex("entitlements.user_roles as held")
      .join("entitlements.role_permissions as given", { "given.tenant": "held.tenant", "given.role": "held.role" })
      .join("entitlements.permissions as permission", {
        "permission.tenant": "given.tenant",
        "permission.name": "given.permission",
      })
      .where("held.username", username)
      .select<Grant[]>({
        role: "held.role",
        permission: "permission.name",
        effect: "permission.effect",
        method: "permission.method",
        resource: "permission.resource",
      })
      .orderBy(["permission.name", "held.role"]);
