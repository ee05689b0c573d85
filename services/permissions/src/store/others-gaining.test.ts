import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import type { Change } from "@gatehouse/entitlements/changes.ts";
import { othersGaining } from "@gatehouse/entitlements/others-gaining.ts";
import { speaksToSomebody } from "@gatehouse/entitlements/role-verdicts.ts";
import type { TenantState } from "@gatehouse/entitlements/state.ts";
import { type Situation, situation } from "@gatehouse/entitlements/testing/generated-situations.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Knex } from "knex";
import { readAskedState } from "./asked-state.ts";
import { inTenant } from "./in-tenant.ts";
import { othersInPostgres } from "./others-gaining.ts";

let database: TestDatabase;
let admin: Knex;
let knex: Knex;

beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl);
  knex = connect(database.url("gatehouse_permissions"));
});
afterAll(async () => {
  await knex.destroy();
  await admin.destroy();
  await database.drop();
});

const tenant = "corp";

const store = async ({ permissions, roles, users, groups }: TenantState) => {
  await admin.raw(`
    delete from entitlements.tenants;
    insert into entitlements.tenants values ('corp'), ('other');
    insert into entitlements.providers values ('CorpSAML', 'corp'), ('OtherSAML', 'other');`);
  const insert = async (table: string, rows: object[]) => {
    if (rows.length > 0) await admin.withSchema("entitlements").table(table).insert(rows);
  };
  await insert(
    "permissions",
    permissions.flatMap((row) => [
      { tenant, ...row },
      { ...row, tenant: "other" },
    ]),
  );
  await insert(
    "roles",
    roles.flatMap(({ name }) => [
      { tenant, name },
      { tenant: "other", name },
    ]),
  );
  await insert(
    "role_permissions",
    roles.flatMap(({ name: role, permissions: held }) => held.map((permission) => ({ tenant, role, permission }))),
  );
  const times = { granted_by: "test" };
  await insert(
    "user_roles",
    users.flatMap(({ username, roles: held }) =>
      held.map(({ role, startsAt, endsAt }) => ({
        tenant,
        username,
        role,
        starts_at: startsAt,
        ends_at: endsAt,
        ...times,
      })),
    ),
  );
  // Another tenant's user with the same role, who must not be counted.
  await insert(
    "user_roles",
    roles.map(({ name: role }) => ({ tenant: "other", username: "OtherSAML_eve", role, ...times })),
  );
  await insert(
    "group_roles",
    groups.flatMap(({ group, roles: held }) =>
      held.map(({ role, startsAt, endsAt }) => ({
        tenant,
        group_name: group,
        role,
        starts_at: startsAt,
        ends_at: endsAt,
        ...times,
      })),
    ),
  );
};

/** Every permission that speaks of the request put into every role, and taken from it; and a group's role taken as well. */
const candidates = ({ state: { roles, permissions }, groups, request }: Situation): Change[][] =>
  roles.flatMap(({ name: role }) =>
    permissions
      .filter((each) => speaksToSomebody(each, request))
      .flatMap(({ name: permission }): Change[][] => [
        [{ op: "addPermissionToRole", role, permission }],
        [{ op: "removePermissionFromRole", role, permission }],
        ...groups.map((group): Change[] => [
          { op: "removePermissionFromRole", role, permission },
          { op: "revokeFromGroup", group, role },
        ]),
      ]),
  );

test("the database counts who else gains as a whole state does", async () => {
  const seen = { users: 0, groups: 0 };
  const property = fc.asyncProperty(situation, fc.infiniteStream(fc.nat()), async (drawn, dice) => {
    await store(drawn.state);
    const all = candidates(drawn);
    const some = [...dice.take(12)].flatMap((index) =>
      all[index % all.length] ? [all[index % all.length] as Change[]] : [],
    );
    await inTenant(knex, { actor: "CorpSAML_admin" }, async (tenancy) => {
      const state = await readAskedState(tenancy, {
        users: [drawn.user.username],
        groups: drawn.groups,
        matters: (permission) => speaksToSomebody(permission, drawn.request),
      });
      const count = othersInPostgres(tenancy, { ...drawn, state });
      for (const changes of some) {
        const expected = othersGaining(drawn, changes);
        expect([changes, await count(changes)]).toEqual([changes, expected]);
        seen.users += expected.users;
        seen.groups += expected.groups;
      }
    });
  });
  // What is drawn may be a world in which nobody gains.
  for (let round = 0; round === 0 || (round < 10 && Math.min(seen.users, seen.groups) === 0); round++)
    await fc.assert(property, { numRuns: 60 });
  expect([seen.users > 0, seen.groups > 0]).toEqual([true, true]);
});
