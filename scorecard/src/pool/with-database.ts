import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareDatabase } from "@gatehouse/db/prepare-database.ts";
import { type Passwords, serviceRoles } from "@gatehouse/db/roles.ts";
import { removePostgres, startPostgres } from "@gatehouse/embedded-database/server.ts";

/**
 * Runs `work` with a database of its own, which is removed afterwards: nothing of a developer's own data is touched.
 * @param work is given the URL at which the user pool logs in
 */
export const withDatabase = async <Value>(work: (url: string) => Promise<Value>): Promise<Value> => {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-scorecard-"));
  const directory = join(folder, "data");
  const superuserPassword = randomBytes(16).toString("hex");
  const server = await startPostgres({ directory, port: 0, superuserPassword });
  try {
    const passwords = Object.fromEntries(serviceRoles.map((role) => [role, superuserPassword])) as Passwords;
    const entitlementsFile = join(folder, "entitlements.yaml");
    writeFileSync(entitlementsFile, "tenants: [{ name: empty, providers: [] }]\n");
    const adminUrl = server.url("postgres", superuserPassword, "postgres");
    await prepareDatabase({ adminUrl, passwords, entitlementsFile, log: { info: () => {} } });
    return await work(server.url("gatehouse_user_pool", superuserPassword, "gatehouse"));
  } finally {
    await server.stop();
    await removePostgres(directory);
    rmSync(folder, { recursive: true, force: true });
  }
};
