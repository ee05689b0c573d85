import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@gatehouse/db/connect.ts";
import { prepareDatabase } from "@gatehouse/db/prepare-database.ts";
import { type Passwords, serviceRoles } from "@gatehouse/db/roles.ts";
import { type PostgresServer, removePostgres, startPostgres } from "@gatehouse/embedded-database/server.ts";
import { fill } from "./fill.ts";

/** A database with so many users, and where the authorizer's role logs in. */
export interface FilledDatabase {
  readonly users: number;
  readonly url: string;
}

/** Filling takes minutes, and nobody else waits for it. Milliseconds. */
const patience = { poolSize: 1, statementTimeout: 1_200_000 };

/** A server of its own, which is removed afterwards: nothing of a developer's own data is touched. */
export const withDatabases = async (
  sizes: readonly number[],
  work: (databases: readonly FilledDatabase[]) => Promise<void>,
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
  const directory = join(folder, "data");
  const superuserPassword = randomBytes(16).toString("hex");
  const server = await startPostgres({ directory, port: 0, superuserPassword, settings: { max_wal_size: "4GB" } });
  try {
    const databases: FilledDatabase[] = [];
    for (const users of sizes) databases.push(await filled(users, { server, superuserPassword, folder }));
    await work(databases);
  } finally {
    await server.stop();
    await removePostgres(directory);
    rmSync(folder, { recursive: true, force: true });
  }
};

interface Place {
  readonly server: PostgresServer;
  readonly superuserPassword: string;
  readonly folder: string;
}

const filled = async (users: number, { server, superuserPassword, folder }: Place): Promise<FilledDatabase> => {
  const database = `users_${users}`;
  const passwords = Object.fromEntries(serviceRoles.map((role) => [role, superuserPassword])) as Passwords;
  const adminUrl = server.url("postgres", superuserPassword, "postgres");
  const entitlementsFile = join(folder, "entitlements.yaml");
  writeFileSync(entitlementsFile, "tenants: [{ name: empty, providers: [] }]\n");
  await prepareDatabase({ adminUrl, passwords, entitlementsFile, database, log: { info: () => {} } });
  const own = server.url("postgres", superuserPassword, database);
  process.stdout.write(`filling a database with ${users.toLocaleString("en")} users …\n`);
  const asSuperuser = connect(own, patience);
  try {
    await fill(asSuperuser, users);
  } finally {
    await asSuperuser.destroy();
  }
  return { users, url: server.url("gatehouse_authorizer", superuserPassword, database) };
};
