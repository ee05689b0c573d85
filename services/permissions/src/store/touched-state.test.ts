import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import type { Change } from "@gatehouse/entitlements/changes.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { readAskedState } from "./asked-state.ts";
import { inTenant } from "./in-tenant.ts";
import { othersInPostgres } from "./others-gaining.ts";
import { mostTouched, readTouchedState } from "./touched-state.ts";

let database: TestDatabase;
let admin: Knex;
let knex: Knex;

/** One more than may be touched have the role `many`, ten of them `few`. */
beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl, { statementTimeout: 60_000 });
  knex = connect(database.url("gatehouse_permissions"), { statementTimeout: 30_000 });
  await admin.raw(`
    insert into entitlements.tenants values ('corp');
    insert into entitlements.providers values ('CorpSAML', 'corp');
    insert into entitlements.roles (tenant, name) values ('corp', 'many'), ('corp', 'few');
    insert into entitlements.permissions (tenant, name, method, resource, effect) values ('corp', 'read', 'GET', '/a', 'Allow');
    alter table entitlements.user_roles disable trigger all;
    insert into entitlements.user_roles (tenant, username, role, granted_by)
      select 'corp', 'CorpSAML_' || n, 'many', 'test' from generate_series(1, ${mostTouched} + 1) as n
      union all select 'corp', 'CorpSAML_' || n, 'few', 'test' from generate_series(1, 10) as n;
    alter table entitlements.user_roles enable trigger all;`);
});
afterAll(async () => {
  await knex.destroy();
  await admin.destroy();
  await database.drop();
});

const caller = { actor: "CorpSAML_admin" };
const give = (role: string): Change => ({ op: "addPermissionToRole", role, permission: "read" });

test("too many users that changes touch are not read, and few are, with all that they have", async () => {
  const touched = (role: string) => inTenant(knex, caller, (tenancy) => readTouchedState(tenancy, [give(role)]));
  expect(await touched("many")).toBeUndefined();
  const few = await touched("few");
  expect(few?.users).toHaveLength(10);
  expect(few?.users[0]?.roles.map(({ role }) => role)).toEqual(["few", "many"]);
});

test("of many who would gain as many as are looked at are counted, and it is said that there may be more", async () => {
  const user = { username: "CorpSAML_1", sub: "", attributes: {} };
  const request = { method: "GET", path: "/a" };
  const counted = await inTenant(knex, caller, async (tenancy) => {
    const state = await readAskedState(tenancy, { users: [user.username], groups: [], matters: () => true });
    const count = othersInPostgres(tenancy, { state, user, groups: [], request, now: Date.now() });
    return [await count([give("many")]), await count([give("few")])];
  });
  expect(counted).toEqual([
    { users: 10_001, groups: 0, atLeast: true },
    { users: 9, groups: 0, atLeast: false },
  ]);
});
