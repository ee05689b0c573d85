import type { Client } from "pg";

/** Owns every schema and runs migrations. It cannot log in: the administrator acts as it. */
export const owner = "gatehouse_owner";

/** Who logs in, the schema that unqualified names mean, and how long a statement may run. Rights come with each migration. */
const logins = {
  gatehouse_user_pool: { schema: "user_pool", statementTimeout: "5s" },
  gatehouse_session: { schema: "session", statementTimeout: "5s" },
  gatehouse_authorizer: { schema: "entitlements", statementTimeout: "1s" },
  gatehouse_permissions: { schema: "entitlements", statementTimeout: "5s" },
  gatehouse_trades: { schema: "trades", statementTimeout: "5s" },
  gatehouse_gateway: { schema: "gateway", statementTimeout: "1s" },
  gatehouse_auditor: { schema: "audit", statementTimeout: "30s" },
} as const;

export type ServiceRole = keyof typeof logins;

/** The roles that log in, each with a password of its own. */
export const serviceRoles = Object.keys(logins) as readonly ServiceRole[];

export type Passwords = Readonly<Record<ServiceRole, string>>;

/** None of these is inherited, given on, or able to get around rights. */
const unprivileged = "nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls";

/**
 * Makes the roles, which belong to the whole server, or brings them up to date; the passwords become the ones given.
 * To be called by one at a time (see prepare-database.ts): PostgreSQL refuses concurrent changes of one role.
 */
export const ensureRoles = async (admin: Client, passwords: Passwords): Promise<void> => {
  await ensureRole(admin, owner, `${unprivileged} nologin`);
  await admin.query(`grant ${owner} to current_user`);
  for (const role of serviceRoles) {
    const { schema, statementTimeout } = logins[role];
    await ensureRole(admin, role, `${unprivileged} login password ${admin.escapeLiteral(passwords[role])}`);
    await admin.query(`alter role ${role} set search_path = ${schema}`);
    await admin.query(`alter role ${role} set statement_timeout = '${statementTimeout}'`);
    await admin.query(`alter role ${role} set idle_in_transaction_session_timeout = '5s'`);
    // Compiling a statement takes longer than any statement here runs (https://www.postgresql.org/docs/17/jit-decision.html).
    await admin.query(`alter role ${role} set jit = off`);
  }
};

const ensureRole = async (admin: Client, role: string, attributes: string) => {
  const { rowCount } = await admin.query("select from pg_roles where rolname = $1", [role]);
  await admin.query(`${rowCount ? "alter" : "create"} role ${role} ${attributes}`);
};
