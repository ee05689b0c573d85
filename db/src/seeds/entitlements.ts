import type { Entitlements } from "@gatehouse/entitlements/entitlements-file.ts";
import type { RoleGrant, TenantState } from "@gatehouse/entitlements/state.ts";
import type { Knex } from "knex";
import { once } from "./once.ts";

/** Who granted what stood in the file when the database was made. */
const actor = "config/entitlements.yaml";

/** Fills an empty schema `entitlements`, once in the database's life, and records that. */
export const seedEntitlements = (asOwner: Knex, { tenants }: Entitlements): Promise<boolean> =>
  once(asOwner, "entitlements", async (trx) => {
    for (const tenant of tenants) await seedTenant(trx, tenant);
  });

/** Rows that one statement takes: PostgreSQL counts the values of a statement in 16 bits. */
const most = 1_000;

const seedTenant = async (trx: Knex, state: TenantState) => {
  const tenant = state.name;
  await trx.withSchema("entitlements").table("tenants").insert({ name: tenant, approvals: state.approvals });
  const into = async (table: string, rows: readonly object[]) => {
    for (let from = 0; from < rows.length; from += most)
      await trx
        .withSchema("entitlements")
        .table(table)
        .insert(rows.slice(from, from + most).map((row) => ({ tenant, ...row })));
  };
  await into(
    "providers",
    state.providers.map((provider) => ({ provider })),
  );
  await into("permissions", state.permissions);
  await into(
    "roles",
    state.roles.map(({ name, description }) => ({ name, description })),
  );
  await into("role_permissions", permissionsOf(state, "permissions"));
  await into("role_delegations", permissionsOf(state, "delegates"));
  await into(
    "user_roles",
    state.users.flatMap(({ username, roles }) => roles.map((grant) => ({ username, ...columnsOf(grant) }))),
  );
  await into(
    "group_roles",
    state.groups.flatMap(({ group, roles }) => roles.map((grant) => ({ group_name: group, ...columnsOf(grant) }))),
  );
  await trx.raw("select set_config('app.tenant', ?, true)", [tenant]);
  await trx
    .withSchema("audit")
    .table("changes")
    .insert({ actor, action: "Seed", subject: `tenant/${tenant}`, after: JSON.stringify(state) });
};

const permissionsOf = ({ roles }: TenantState, member: "permissions" | "delegates") =>
  roles.flatMap((role) => role[member].map((permission) => ({ role: role.name, permission })));

const columnsOf = ({ role, startsAt, endsAt }: RoleGrant) => ({
  role,
  granted_by: actor,
  starts_at: startsAt,
  ends_at: endsAt,
});
