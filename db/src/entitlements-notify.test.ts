import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { Client } from "pg";
import { clientSettings, connect } from "./connect.ts";
import { type TestDatabase, testDatabase } from "./testing/database.ts";

let database: TestDatabase;
let writer: Knex;
let listener: Client;
let heard: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  writer = connect(database.url("gatehouse_permissions"));
  listener = new Client(clientSettings(database.url("gatehouse_authorizer")));
  await listener.connect();
  listener.on("notification", ({ channel, payload }) => heard.push(`${channel} ${payload}`));
  await listener.query("listen entitlements_changed");
});
afterAll(async () => {
  await listener.end();
  await writer.destroy();
  await database.drop();
});
beforeEach(async () => {
  await writer.raw(`
    delete from entitlements.user_roles; delete from entitlements.roles; delete from entitlements.permissions;
    insert into entitlements.roles (name) values ('a'), ('b');
    insert into entitlements.permissions values ('p', 'GET', '/x', 'Allow'), ('q', 'GET', '/y', 'Allow');
    insert into entitlements.role_permissions values ('a', 'p');
    insert into entitlements.user_roles (username, role, granted_by) values ('alice', 'a', 't'), ('bob', 'a', 't');
  `);
  await sleep(100);
  heard = [];
});

test.each<[string, string[]]>([
  ["insert into entitlements.user_roles (username, role, granted_by) values ('alice', 'b', 't')", ["alice"]],
  ["delete from entitlements.user_roles where username = 'alice'", ["alice"]],
  ["update entitlements.user_roles set username = 'carol' where username = 'bob'", ["bob", "carol"]],
  ["insert into entitlements.role_permissions values ('b', 'q')", ["*"]],
  ["delete from entitlements.role_permissions", ["*"]],
  ["update entitlements.permissions set effect = 'Deny' where name = 'p'", ["*"]],
  ["insert into entitlements.roles (name) values ('c')", ["*"]],
  ["delete from entitlements.roles where name = 'a'", ["*", "alice", "bob"]],
  ["delete from entitlements.user_roles where username = 'nobody'", []],
  [
    "insert into entitlements.user_roles (username, role, granted_by) values ('alice', 'a', 't') on conflict do nothing",
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
