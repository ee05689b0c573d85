import { prepareDatabase } from "@gatehouse/db/prepare-database.ts";
import { startPostgres } from "@gatehouse/embedded-database/server.ts";
import type { Running } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import type { World } from "./world.ts";

/** Starts the embedded PostgreSQL on the data directory and brings roles, schemas and seeds up to date. */
export const startDatabase = async ({ data, files, secrets, ports }: World): Promise<Running> => {
  const log = logger("database");
  const { superuser: superuserPassword, passwords } = secrets;
  const server = await startPostgres({ directory: data.database, port: ports.database, superuserPassword, log });
  try {
    const adminUrl = server.url("postgres", superuserPassword, "postgres");
    await prepareDatabase({ adminUrl, passwords, entitlementsFile: files.entitlements, log });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { close: server.stop };
};
