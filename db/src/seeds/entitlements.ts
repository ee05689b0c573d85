import type { Entitlements } from "@gatehouse/entitlements/entitlements-file.ts";
import type { Knex } from "knex";
import { once } from "./once.ts";

/** Who granted what stood in the file when the database was made. */
const actor = "config/entitlements.yaml";

/** Fills an empty schema `entitlements`, once in the database's life, and records that. */
export const seedEntitlements = (asOwner: Knex, entitlements: Entitlements): Promise<boolean> =>
  once(asOwner, "entitlements", async (trx) => {
    const { permissions, roles, users } = entitlements;
    const into = (table: string, rows: readonly object[]) =>
      rows.length === 0 ? undefined : trx.withSchema("entitlements").table(table).insert(rows);
    await into("permissions", permissions);
    await into(
      "roles",
      roles.map(({ name, description }) => ({ name, description })),
    );
    await into(
      "role_permissions",
      roles.flatMap(({ name: role, permissions }) => permissions.map((permission) => ({ role, permission }))),
    );
    await into(
      "user_roles",
      users.flatMap(({ username, roles }) => roles.map((role) => ({ username, role, granted_by: actor }))),
    );
    await trx
      .withSchema("audit")
      .table("changes")
      .insert({ actor, action: "Seed", subject: "entitlements", after: JSON.stringify(entitlements) });
  });
