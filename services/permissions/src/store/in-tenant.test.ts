import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { inTenant } from "./in-tenant.ts";
import { isConflict } from "./retried.ts";

let database: TestDatabase;
let admin: Knex;
let one: Knex;
let two: Knex;
beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl);
  await admin.raw(`
    insert into entitlements.tenants values ('corp'), ('other');
    insert into entitlements.providers values ('Corp', 'corp'), ('Other', 'other');
    insert into entitlements.roles (tenant, name) values ('corp', 'a'), ('corp', 'b'), ('other', 'c');
  `);
  // The server looks for deadlocks after a second.
  const patient = { poolSize: 1, statementTimeout: 5_000 };
  one = connect(database.url("gatehouse_permissions"), patient);
  two = connect(database.url("gatehouse_permissions"), patient);
});
afterAll(async () => {
  for (const knex of [one, two, admin]) await knex.destroy();
  await database.drop();
});

const roles = "select name from entitlements.roles order by name";
const names = async (knex: Knex) => (await knex.raw(roles)).rows.map(({ name }: { name: string }) => name);

describe("a transaction in a tenant", () => {
  test("sees that tenant alone", async () => {
    expect(await inTenant(one, { actor: "Corp_x" }, ({ trx }) => names(trx))).toEqual(["a", "b"]);
    expect(await inTenant(one, { actor: "Other_x" }, ({ trx }) => names(trx))).toEqual(["c"]);
  });

  test.each([
    ["done", async () => {}],
    ["failed", async () => Promise.reject(new Error("failed"))],
  ])("leaves its one connection without a tenant when it is %s", async (_case, work) => {
    await inTenant(one, { actor: "Corp_x" }, work).catch(() => {});
    expect((await one.raw("select current_setting('app.tenant', true) as tenant")).rows[0].tenant).toBeFalsy();
    expect(await names(one)).toEqual([]);
  });

  test("cannot be left for another one's rows", async () => {
    const added = inTenant(one, { actor: "Corp_x" }, ({ trx }) =>
      trx.raw("insert into entitlements.roles (tenant, name) values ('other', 'x')"),
    );
    await expect(added).rejects.toThrow(/row-level security/);
  });

  test("is refused to whom no tenant knows", async () => {
    await expect(inTenant(one, { actor: "Nowhere_x" }, async () => {})).rejects.toThrow(/no tenant/);
  });
});

test("a transaction that lost in a deadlock is run again", async () => {
  let ready = 0;
  const { promise: both, resolve } = Promise.withResolvers<void>();
  let runs = 0;
  const update = (knex: Knex, [first, second]: readonly [string, string]) => {
    let met = false;
    return inTenant(knex, { actor: "Corp_x" }, async ({ trx }) => {
      runs += 1;
      await trx.raw("update entitlements.roles set description = description || 'x' where name = ?", [first]);
      if (!met && ++ready === 2) resolve();
      met = true;
      await both;
      await trx.raw("update entitlements.roles set description = description || 'x' where name = ?", [second]);
    });
  };
  await Promise.all([update(one, ["a", "b"]), update(two, ["b", "a"])]);
  expect(runs).toBe(3);
  const { rows } = await admin.raw("select description from entitlements.roles where tenant = 'corp'");
  expect(rows).toEqual([{ description: "xx" }, { description: "xx" }]);
});

test.each([
  [{ code: "40001" }, true],
  [{ code: "40P01" }, true],
  [{ code: "23505" }, false],
  [new Error("40001"), false],
  [undefined, false],
])("%o is a conflict: %p", (error, is) => expect(isConflict(error)).toBe(is));
