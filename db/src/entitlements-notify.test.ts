import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { Client } from "pg";
import { clientSettings, connect } from "./connect.ts";
import { type TestDatabase, testDatabase } from "./testing/database.ts";

let database: TestDatabase;
let admin: Knex;
let writer: Knex;
let listener: Client;
let heard: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl);
  writer = connect(database.url("gatehouse_permissions"), { poolSize: 1 });
  await writer.raw("set app.tenant = 'corp'");
  listener = new Client(clientSettings(database.url("gatehouse_authorizer")));
  await listener.connect();
  listener.on("notification", ({ channel, payload }) => heard.push(`${channel} ${payload}`));
  await listener.query("listen entitlements_changed");
});
afterAll(async () => {
  await listener.end();
  await writer.destroy();
  await admin.destroy();
  await database.drop();
});
beforeEach(async () => {
  await admin.raw(`
    delete from entitlements.tenants;
    insert into entitlements.tenants values ('corp');
    insert into entitlements.providers values ('CorpSAML', 'corp'), ('COGNITO', 'corp');
    insert into entitlements.roles (tenant, name) values ('corp', 'a'), ('corp', 'b');
    insert into entitlements.permissions (tenant, name, method, resource, effect)
      values ('corp', 'p', 'GET', '/x', 'Allow'), ('corp', 'q', 'GET', '/y', 'Allow');
    insert into entitlements.role_permissions (tenant, role, permission) values ('corp', 'a', 'p');
    insert into entitlements.user_roles (tenant, username, role, granted_by)
      values ('corp', 'alice', 'a', 't'), ('corp', 'bob', 'a', 't');
  `);
  await sleep(100);
  heard = [];
});

test.each<[string, string[]]>([
  [
    "insert into entitlements.user_roles (tenant, username, role, granted_by) values ('corp', 'alice', 'b', 't')",
    ["alice"],
  ],
  ["delete from entitlements.user_roles where username = 'alice'", ["alice"]],
  ["update entitlements.user_roles set username = 'carol' where username = 'bob'", ["bob", "carol"]],
  ["insert into entitlements.role_permissions (tenant, role, permission) values ('corp', 'b', 'q')", ["*"]],
  ["delete from entitlements.role_permissions", ["*"]],
  ["update entitlements.permissions set effect = 'Deny' where name = 'p'", ["*"]],
  ["insert into entitlements.roles (tenant, name) values ('corp', 'c')", ["*"]],
  ["delete from entitlements.roles where name = 'a'", ["*", "alice", "bob"]],
  ["insert into entitlements.group_roles (tenant, group_name, role, granted_by) values ('corp', 'g', 'a', 't')", ["*"]],
  ["delete from entitlements.group_roles", []],
  ["delete from entitlements.user_roles where username = 'nobody'", []],
  [
    "insert into entitlements.user_roles (tenant, username, role, granted_by) values ('corp', 'alice', 'a', 't') on conflict do nothing",
    [],
  ],
])("%s", async (sql, names) => {
  await writer.raw(sql);
  await writer.raw("select pg_notify('entitlements_changed', 'end')");
  for (let waited = 0; heard.at(-1) !== "entitlements_changed end" && waited < 3_000; waited += 10) await sleep(10);
  expect(heard.slice(0, -1).sort()).toEqual(names.map((name) => `entitlements_changed ${name}`));
});

test("nothing is told of a change that was rolled back", async () => {
  await writer
    .transaction(async (trx) => {
      await trx.raw("delete from entitlements.user_roles");
      await trx.rollback();
    })
    .catch(() => {});
  await writer.raw("select pg_notify('entitlements_changed', 'end')");
  for (let waited = 0; heard.length === 0 && waited < 3_000; waited += 10) await sleep(10);
  expect(heard).toEqual(["entitlements_changed end"]);
});
