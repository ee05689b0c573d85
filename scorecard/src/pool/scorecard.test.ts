import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { faults } from "@gatehouse/idp-mock/faults/faults.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Scorecard, scorecardOf } from "../trials/run.ts";
import { shortcomings } from "../trials/verdict.ts";
import { poolAsServiceProvider } from "./pool-as-service-provider.ts";
import { type RunningPool, startPool } from "./running-pool.ts";

/** More than the run takes, in milliseconds: nothing here is about time. */
const patience = 240_000;

let database: TestDatabase;
let pool: RunningPool;
let scorecard: Scorecard;
beforeAll(async () => {
  database = await testDatabase();
  pool = await startPool(database.url("gatehouse_user_pool"));
  scorecard = await scorecardOf(poolAsServiceProvider(pool), { faults, atOnce: 4, quietSignIns: 3 });
}, patience);
afterAll(async () => {
  await pool.close();
  await database.drop();
});

test("the pool refuses each fault for its own reason, lets in what is harmless, and no forgery ends a sign-in", () => {
  const found = scorecard.verdicts.flatMap((verdict) =>
    shortcomings(verdict, true).map((what) => `${verdict.fault.name}: ${what}`),
  );
  expect(found).toEqual([]);
  expect(scorecard.untried).toEqual([]);
  expect(scorecard.verdicts.map(({ fault }) => fault.name)).toEqual(faults.map(({ name }) => name));
});

test("no sign-in of a bystander fails meanwhile", () => {
  const { before, meanwhile } = scorecard.bystander;
  expect([before.failures, meanwhile.failures]).toEqual([[], []]);
  expect(meanwhile.times.length).toBeGreaterThan(0);
});
