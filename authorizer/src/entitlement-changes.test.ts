import { clientSettings, connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { logger } from "@gatehouse/http/log.ts";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { type EntitlementChanges, entitlementChanges } from "./entitlement-changes.ts";
import { cable } from "./testing/cable.ts";
import { until } from "./testing/until.ts";

const log = logger("test", { write: () => {} });
const listeners =
  "application_name = 'gatehouse' and query ~ '^(listen|select 1)' and usename = 'gatehouse_authorizer'";
let database: TestDatabase;
let admin: Knex;
let changes: EntitlementChanges | undefined;
let told: string[] = [];

const open = (url: string) => {
  told = [];
  changes = entitlementChanges({
    connection: clientSettings(url),
    changed: (who) => told.push(who),
    log,
    now: () => performance.now(),
  });
  return changes;
};

beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl, { poolSize: 2 });
  await admin.raw(
    "insert into entitlements.tenants values ('corp'); insert into entitlements.providers values ('COGNITO', 'corp'), ('CorpSAML', 'corp'); insert into entitlements.roles (tenant, name) values ('corp', 'trader')",
  );
});
afterEach(async () => {
  await changes?.close();
  changes = undefined;
});
afterAll(async () => {
  await admin.destroy();
  await database.drop();
});

const give = (username: string) =>
  admin.raw(
    "insert into entitlements.user_roles (tenant, username, role, granted_by) values ('corp', ?, 'trader', 'test')",
    username,
  );

test("tells whose entitlements changed, and everybody's when a permission did", async () => {
  const { heard } = open(database.url("gatehouse_authorizer"));
  await until(heard);
  expect(told).toEqual(["*"]);
  await give("alice");
  await admin.raw(
    "insert into entitlements.permissions (tenant, name, method, resource, effect) values ('corp', 'read', 'GET', '/trades', 'Allow')",
  );
  await until(() => told.length >= 3);
  expect(told).toEqual(["*", "alice", "*"]);
});

test("a lost connection is known at once, made again, and counts as a change for everybody", async () => {
  const { heard } = open(database.url("gatehouse_authorizer"));
  await until(heard);
  told = [];
  await admin.raw(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and ${listeners}`,
  );
  await until(() => !heard());
  expect(told).toContain("*");
  await until(heard);
  told = [];
  await give("bob");
  await until(() => told.includes("bob"));
});

test("a connection that fell silent counts as lost within four seconds", async () => {
  const line = await cable(database.url("gatehouse_authorizer"));
  const { heard } = open(line.url);
  await until(heard);
  told = [];
  line.cut();
  const cut = performance.now();
  await until(() => !heard());
  expect(performance.now() - cut).toBeLessThan(4_000);
  await give("carol");
  line.mend();
  await until(heard);
  // Carol's change went unheard: it is made up for by a change for everybody.
  expect(told).toContain("*");
  expect(told).not.toContain("carol");
  await changes?.close();
  await line.close();
});

test("nothing is heard from a database that is not there, and closing does not wait for it", async () => {
  const { heard, close } = open("postgres://gatehouse_authorizer:x@127.0.0.1:1/gatehouse");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(heard()).toBe(false);
  await close();
});
