import type { Knex } from "knex";

/** What a large customer has, and what a typical user of his holds: five roles of ten permissions are 50 grants. */
const roles = 1_000;
const permissions = 10_000;
const rolesOfAUser = 5;

/** The pool username of the user with a number, from 0. */
export const usernameOf = (user: number): string => `CorpSAML_user${String(user).padStart(7, "0")}@example.com`;

/**
 * Fills the tables of one tenant as fast as PostgreSQL takes them: without the triggers, which nobody listens to here.
 * `asSuperuser` has a single connection.
 */
export const fill = async (asSuperuser: Knex, users: number): Promise<void> => {
  await asSuperuser.raw("set session_replication_role = replica");
  await asSuperuser.raw(`
    insert into entitlements.tenants (name) values ('corp');
    insert into entitlements.providers (provider, tenant) values ('CorpSAML', 'corp');
    insert into entitlements.roles (tenant, name) select 'corp', 'role-' || n from generate_series(0, ${roles - 1}) n;
    insert into entitlements.permissions (tenant, name, method, resource, effect)
      select 'corp', 'permission-' || n, 'GET', '/things/' || n || '/*', case when n % 50 = 0 then 'Deny' else 'Allow' end
      from generate_series(0, ${permissions - 1}) n;
    insert into entitlements.role_permissions (tenant, role, permission)
      select 'corp', 'role-' || n % ${roles}, 'permission-' || n from generate_series(0, ${permissions - 1}) n;
    insert into entitlements.user_roles (tenant, username, role, granted_by)
      select 'corp', 'CorpSAML_user' || lpad(u::text, 7, '0') || '@example.com', 'role-' || (u * 7 + k * 191) % ${roles}, 'bench'
      from generate_series(0, ${users - 1}) u, generate_series(0, ${rolesOfAUser - 1}) k;
  `);
  await asSuperuser.raw("set session_replication_role = origin");
  // What autovacuum does on a server that has been up for a while.
  await asSuperuser.raw("vacuum (analyze)");
};
