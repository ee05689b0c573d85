import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { clientSettings } from "../connect.ts";
import { ensureDatabase } from "../database.ts";
import type { ServiceRole } from "../roles.ts";
import type { SharedServer } from "./start-server.ts";
import { template } from "./template.ts";

/** A database of one test file: migrated, empty, and nobody else's. */
export interface TestDatabase {
  /** Where that role logs in. */
  url(role: ServiceRole): string;
  /** Where a superuser logs in to this database, to look and to arrange. */
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/**
 * Makes a database for the tests of one file. Call it in `beforeAll` and `drop` in `afterAll`.
 * The first call of a run starts the server (see test-server.ts), which takes a few seconds.
 */
export const testDatabase = async (): Promise<TestDatabase> => {
  const { adminUrl, passwords } = await sharedServer();
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(adminUrl, (admin) => ensureDatabase(admin, name, template));
  return {
    url: (role) => at(adminUrl, name, role, passwords[role]),
    adminUrl: at(adminUrl, name),
    drop: () =>
      asAdmin(adminUrl, async (admin) => {
        await admin.query(`drop database ${admin.escapeIdentifier(name)} with (force)`);
      }),
  };
};

/** The server of this run, for tests that prepare a database themselves. */
export const sharedServer = async (): Promise<SharedServer> => {
  const door = process.env.GATEHOUSE_TEST_SERVER;
  if (!door) throw new Error("GATEHOUSE_TEST_SERVER is not set: run the tests through `npm test` or tools/jest.js");
  const response = await fetch(door);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as SharedServer;
};

const at = (adminUrl: string, database: string, user?: string, password?: string) => {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  return url.href;
};

const asAdmin = async (adminUrl: string, work: (admin: Client) => Promise<void>) => {
  const admin = new Client(clientSettings(adminUrl, { statementTimeout: 30_000 }));
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
};
