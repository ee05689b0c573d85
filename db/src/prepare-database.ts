import { readEntitlements } from "@gatehouse/entitlements/entitlements-file.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import { Client } from "pg";
import { clientSettings, connect } from "./connect.ts";
import { ensureDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { ensureRoles, owner, type Passwords } from "./roles.ts";
import { seedEntitlements } from "./seeds/entitlements.ts";
import { seedTrades } from "./seeds/trades.ts";

export interface Preparation {
  /** Where a superuser logs in: `postgres://postgres:…@host:5432/postgres`. */
  readonly adminUrl: string;
  readonly passwords: Passwords;
  /** `config/entitlements.yaml`, used when the database is new and checked always. */
  readonly entitlementsFile: string;
  /** Default `gatehouse`. */
  readonly database?: string;
  readonly log: Pick<Logger, "info">;
}

/** A migration may rewrite a table, and may wait for another process that prepares the same server; in milliseconds. */
const patience = { statementTimeout: 120_000 };

/**
 * Makes the roles and the database, runs the migrations that are due and fills what is new. It may be called at every
 * start and by several processes at once: one does the work while the others wait, and then find nothing to do.
 * @throws {BadFile} for a faulty entitlements file, before anything is touched.
 * @throws {CannotStart} where the server does not let the administrator in, or the database was made by newer code.
 */
export const prepareDatabase = async (preparation: Preparation): Promise<void> => {
  const { adminUrl, passwords, entitlementsFile, database = "gatehouse", log } = preparation;
  const entitlements = readEntitlements(entitlementsFile);
  await alone(adminUrl, async (admin) => {
    await ensureRoles(admin, passwords);
    await ensureDatabase(admin, database);
    const asOwner = connectAsOwner(adminUrl, database);
    try {
      const applied = await migrate(asOwner);
      if (applied.length > 0) log.info({ database, applied }, "database migrated");
      if (await seedEntitlements(asOwner, entitlements))
        log.info({ database, file: entitlementsFile }, "entitlements filled");
      if (await seedTrades(asOwner)) log.info({ database }, "sample trades filled");
    } finally {
      await asOwner.destroy();
    }
  });
};

/** Connections of the administrator that act as the owner of the schemas. */
export const connectAsOwner = (adminUrl: string, database: string) => {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return connect(url.href, { ...patience, poolSize: 2, role: owner });
};

/** Runs `work` while no other process that comes through here does, on this whole server: roles belong to all of it. */
export const alone = async (adminUrl: string, work: (admin: Client) => Promise<void>): Promise<void> => {
  const admin = new Client(clientSettings(adminUrl, patience));
  // Work fails where it uses the connection; without a listener the process would end here.
  admin.on("error", () => {});
  try {
    await admin.connect();
  } catch (error) {
    throw new CannotStart(
      `the administrator cannot log in to the database server: ${(error as Error).message}; where the password is refused, the data was made with another one: give that one, or run npm run reset`,
      {
        cause: error,
      },
    );
  }
  try {
    await admin.query("select pg_advisory_lock($1)", [preparing]);
    await work(admin);
  } finally {
    await admin.end();
  }
};

/** Names the advisory lock: "gate" in ASCII. */
const preparing = 0x67617465;
