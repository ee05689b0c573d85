import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { grantsInPostgres } from "./grants-in-postgres.ts";

const alice = "CorpSAML_alice@example.com";
const now = Date.UTC(2026, 10, 27, 12);
const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString();

let database: TestDatabase;
let admin: Knex;
let authorizer: Knex;
const find = (username: string, groups: string[] = []) => grantsInPostgres(authorizer, () => now)(username, groups);
/** What is found, in short. */
const found = async (username: string, groups: string[] = []) =>
  (await find(username, groups)).map(
    ({ permission, via }) => `${permission} ${via.kind === "group" ? via.group : "self"}`,
  );

beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl, { poolSize: 2 });
  authorizer = connect(database.url("gatehouse_authorizer"));
  await admin.raw(`
    insert into entitlements.tenants (name) values ('corp'), ('other');
    insert into entitlements.roles (tenant, name) values ('corp', 'trader'), ('corp', 'clerk'), ('other', 'trader');
    insert into entitlements.permissions (tenant, name, method, resource, effect) values
      ('corp', 'read', 'GET', '/trades/*', 'Allow'), ('corp', 'frozen', '*', '/trades/frozen*', 'Deny'),
      ('corp', 'settle', 'POST', '/trades/*/settlement', 'Allow'), ('other', 'spy', '*', '/*', 'Allow');
    insert into entitlements.role_permissions (tenant, role, permission) values
      ('corp', 'trader', 'read'), ('corp', 'trader', 'frozen'), ('corp', 'clerk', 'settle'), ('corp', 'clerk', 'read'),
      ('other', 'trader', 'spy');
  `);
});
beforeEach(async () => {
  await admin.raw(`
    delete from entitlements.user_roles; delete from entitlements.group_roles; delete from entitlements.providers;
    insert into entitlements.providers values ('CorpSAML', 'corp'), ('COGNITO', 'corp'), ('OtherSAML', 'other');
  `);
});
afterAll(async () => {
  await Promise.all([admin.destroy(), authorizer.destroy()]);
  await database.drop();
});

type Times = { starts_at?: string; ends_at?: string };
const give = (username: string, role: string, times: Times = {}, tenant = "corp") =>
  admin("entitlements.user_roles").insert({ tenant, username, role, granted_by: "test", ...times });
const giveGroup = (group_name: string, role: string, times: Times = {}, tenant = "corp") =>
  admin("entitlements.group_roles").insert({ tenant, group_name, role, granted_by: "test", ...times });

test("a user's grants, with where each comes from and its times", async () => {
  await give(alice, "clerk", { starts_at: at(1), ends_at: at(2) });
  await giveGroup("Händler", "trader");
  const clerk = { role: "clerk", via: { kind: "user" }, startsAt: now + 3_600_000, endsAt: now + 7_200_000 };
  const trader = { role: "trader", via: { kind: "group", group: "Händler" }, startsAt: null, endsAt: null };
  const read = { permission: "read", effect: "Allow", method: "GET", resource: "/trades/*" };
  expect(await find(alice, ["Händler"])).toEqual([
    { ...trader, permission: "frozen", effect: "Deny", method: "*", resource: "/trades/frozen*" },
    { ...clerk, ...read },
    { ...trader, ...read },
    { ...clerk, permission: "settle", effect: "Allow", method: "POST", resource: "/trades/*/settlement" },
  ]);
});

describe("of a group", () => {
  test.each<[string[], string[]]>([
    [["clerks"], ["read clerks", "settle clerks"]],
    [
      ["others", "clerks"],
      ["read clerks", "settle clerks"],
    ],
    [["others"], []],
    [["Clerks"], []],
    [["clerks,others", "{clerks}", 'clerks"'], []],
    [[], []],
  ])("%j: %j", async (groups, expected) => {
    await giveGroup("clerks", "clerk");
    expect(await found(alice, groups)).toEqual(expected);
  });

  test("the grants are those of the user's own tenant", async () => {
    await giveGroup("clerks", "trader", {}, "other");
    expect(await found(alice, ["clerks"])).toEqual([]);
    expect(await found("OtherSAML_eve", ["clerks"])).toEqual(["spy clerks"]);
  });
});

test("a grant comes until it ended, also before it starts", async () => {
  await give(alice, "clerk", { ends_at: at(0) });
  await give("bob", "clerk", { ends_at: at(0.001) });
  await give("carol", "clerk", { starts_at: at(9) });
  expect(await Promise.all([found(alice), found("bob"), found("carol")])).toEqual([
    [],
    ["read self", "settle self"],
    ["read self", "settle self"],
  ]);
});

describe("a user without tenant holds nothing:", () => {
  test("a stranger", async () => {
    await giveGroup("clerks", "clerk");
    expect(await found("Nobody_alice", ["clerks"])).toEqual([]);
    expect(await found(alice, ["clerks"])).not.toEqual([]);
  });

  test.each<[string, string]>([
    ["whose provider was taken away", "delete from entitlements.providers where provider = 'CorpSAML'"],
    [
      "whose provider went to another tenant",
      "update entitlements.providers set tenant = 'other' where provider = 'CorpSAML'",
    ],
  ])("one %s, although grants of then are left", async (_what, change) => {
    await give(alice, "trader");
    await giveGroup("clerks", "clerk");
    expect(await found(alice, ["clerks"])).toHaveLength(4);
    await admin.raw(change);
    expect(await found(alice, ["clerks"])).toEqual([]);
  });
});

test("one statement is sent", async () => {
  const sent: string[] = [];
  authorizer.on("query", ({ sql }) => sent.push(sql));
  await find(alice, ["clerks"]);
  expect(sent).toHaveLength(1);
});
