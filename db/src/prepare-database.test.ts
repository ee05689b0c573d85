import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { connect } from "./connect.ts";
import { migrations } from "./migrations.ts";
import { type Preparation, prepareDatabase } from "./prepare-database.ts";
import { sharedServer } from "./testing/database.ts";
import type { SharedServer } from "./testing/start-server.ts";

const entitlements = `
tenants:
  - name: corp
    providers: [CorpSAML]
    permissions:
      - { name: read, method: GET, resource: "/things/*", effect: Allow }
    roles:
      - { name: reader, permissions: [read] }
    users:
      - { username: CorpSAML_alice@example.com, roles: [reader] }
`;

const database = `prepared_${randomBytes(6).toString("hex")}`;
let server: SharedServer;
let folder: string;
let file: string;
let pool: Knex;
beforeAll(async () => {
  server = await sharedServer();
  folder = mkdtempSync(join(tmpdir(), "prepare-"));
  file = join(folder, "entitlements.yaml");
  writeFileSync(file, entitlements);
  const url = new URL(server.adminUrl);
  url.pathname = `/${database}`;
  pool = connect(url.href);
});
afterAll(async () => {
  await pool.destroy();
  const admin = connect(server.adminUrl, { statementTimeout: 10_000 });
  await admin.raw("drop database if exists ?? with (force)", [database]);
  await admin.destroy();
  rmSync(folder, { recursive: true });
});

const said: string[] = [];
const prepare = (more: Partial<Preparation> = {}) =>
  prepareDatabase({
    ...server,
    database,
    entitlementsFile: file,
    log: { info: (_details: unknown, message?: string) => void said.push(message ?? "") },
    ...more,
  });

const rows = async (sql: string) => (await pool.raw(sql)).rows;

test("a faulty entitlements file is refused before anything is made", async () => {
  const faulty = join(folder, "faulty.yaml");
  writeFileSync(faulty, entitlements.replace("roles: [reader]", "roles: [writer]"));
  await expect(prepare({ entitlementsFile: faulty })).rejects.toThrow(/line 10, .*no role is named writer/);
  const admin = connect(server.adminUrl, { statementTimeout: 10_000 });
  const { rows } = await admin.raw("select datname from pg_database where datname = ?", [database]);
  await admin.destroy();
  expect(rows).toEqual([]);
});

test("a database that the administrator made empty will do", async () => {
  const admin = connect(server.adminUrl, { statementTimeout: 10_000 });
  await admin.raw("create database ??", [`${database}_empty`]);
  await prepare({ database: `${database}_empty` });
  await admin.raw("drop database ??", [`${database}_empty`]);
  await admin.destroy();
  said.length = 0;
});

test("several processes at once make one database", async () => {
  await Promise.all([prepare(), prepare(), prepare()]);
  expect(said.filter((message) => message === "database migrated")).toHaveLength(1);
  expect(said.filter((message) => message === "entitlements filled")).toHaveLength(1);
  expect(await rows("select name from migrations.applied order by id")).toEqual(
    migrations.map(({ name }) => ({ name })),
  );
  expect(await rows("select id from trades.trades order by id")).toEqual(
    ["1", "2", "3", "4", "5", "frozen-1"].map((id) => ({ id })),
  );
});

test("the file's entitlements are there, and who granted them", async () => {
  expect(await rows("select username, role, granted_by from entitlements.user_roles")).toEqual([
    { username: "CorpSAML_alice@example.com", role: "reader", granted_by: "config/entitlements.yaml" },
  ]);
  expect(await rows("select actor, action from audit.changes")).toEqual([
    { actor: "config/entitlements.yaml", action: "Seed" },
  ]);
});

test("what an administrator removed stays removed", async () => {
  await pool.raw("delete from entitlements.user_roles; delete from trades.trades");
  said.length = 0;
  await prepare();
  expect(said).toEqual([]);
  expect(await rows("select * from entitlements.user_roles")).toEqual([]);
  expect(await rows("select * from trades.trades")).toEqual([]);
});

test("a migration that was interrupted does not lock out the next", async () => {
  await pool.raw("update migrations.applied_lock set is_locked = 1");
  await expect(prepare()).resolves.toBeUndefined();
});

test("new passwords take effect", async () => {
  const url = new URL(server.adminUrl);
  Object.assign(url, {
    username: "gatehouse_trades",
    password: server.passwords.gatehouse_trades,
    pathname: `/${database}`,
  });
  const trades = connect(url.href);
  expect((await trades.raw("select count(*)::int as n from trades.trades")).rows).toEqual([{ n: 0 }]);
  await trades.destroy();
});

test("a database of newer code is refused by name", async () => {
  await pool.raw("insert into migrations.applied (name, batch) values ('0099-from-the-future', 9)");
  await expect(prepare()).rejects.toThrow(/newer code: it has the migration 0099-from-the-future/);
});

test("a wrong administrator password is explained", async () => {
  const url = new URL(server.adminUrl);
  url.password = "wrong";
  await expect(prepare({ adminUrl: url.href })).rejects.toThrow(/administrator cannot log in/);
});
