import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import type { CountUsage } from "./count-usage.ts";
import { usageInPostgres } from "./usage-in-postgres.ts";

let database: TestDatabase;
let knex: Knex;
let count: CountUsage;
beforeAll(async () => {
  database = await testDatabase();
  knex = connect(database.url("gatehouse_gateway"));
  count = usageInPostgres(knex);
});
afterAll(async () => {
  await knex.destroy();
  await database.drop();
});

const usage = (changes: object = {}) => ({ plan: "basic", key: "partner", since: "2026-11-01", limit: 2, ...changes });

test("counts up to the limit, for each plan, key and period by itself", async () => {
  const one = usage({ plan: "counted" });
  expect([await count(one), await count(one), await count(one)]).toEqual([true, true, false]);
  for (const other of [{ plan: "other" }, { key: "other" }, { since: "2026-12-01" }])
    expect(await count({ ...one, ...other })).toBe(true);
  expect(await count({ ...one, limit: 3 })).toBe(true);
});

test("of many requests at once as many get through as the limit says", async () => {
  const racing = usage({ plan: "raced", limit: 7 });
  const outcomes = await Promise.all(Array.from({ length: 40 }, () => count(racing)));
  expect(outcomes.filter(Boolean)).toHaveLength(7);
});
