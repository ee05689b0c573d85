import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import type { NumberedDecision } from "./decision.ts";
import { decisionsInPostgres } from "./decisions-in-postgres.ts";

let database: TestDatabase;
let admin: Knex;
let authorizer: Knex;
let permissions: Knex;
beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl, { poolSize: 1 });
  authorizer = connect(database.url("gatehouse_authorizer"), { poolSize: 1 });
  permissions = connect(database.url("gatehouse_permissions"), { poolSize: 1 });
});
afterAll(async () => {
  await Promise.all([admin, authorizer, permissions].map((pool) => pool.destroy()));
  await database.drop();
});
beforeEach(() => admin.raw("truncate audit.recorders"));

const numbered = (number: number) =>
  ({
    number,
    requestId: `${number}`,
    method: "GET",
    path: "/",
    grants: [],
    effect: "Deny",
    decidedBy: { decision: "implicitDeny" },
    cached: false,
  }) as unknown as NumberedDecision;
const recorded = (instance: string) => admin("audit.decisions").where({ instance }).orderBy("id").pluck("number");
const lost = async () =>
  Number((await permissions.raw("select lost from audit.lost_decisions('-infinity', 'infinity')")).rows[0].lost);
const aMinuteLater = () => admin.raw("update audit.recorders set seen_at = seen_at - interval '61 seconds'");

test("a batch that is sent again, because nobody heard that it was written, is there once", async () => {
  const instance = randomUUID();
  const append = decisionsInPostgres(authorizer, instance);
  await append({ decisions: [1, 2].map(numbered), highest: 202, last: false });
  await append({ decisions: [1, 2].map(numbered), highest: 202, last: false });
  await append({ decisions: [3].map(numbered), highest: 3, last: true });
  expect(await recorded(instance)).toEqual(["1", "2", "3"]);
  expect(await lost()).toBe(0);
});

test("of a batch that cannot be written whole, nothing is, and nothing is told", async () => {
  const instance = randomUUID();
  const append = decisionsInPostgres(authorizer, instance);
  const unfit = { ...numbered(2), effect: "Perhaps" } as unknown as NumberedDecision;
  await expect(append({ decisions: [numbered(1), unfit], highest: 2, last: false })).rejects.toThrow(/effect/);
  expect(await recorded(instance)).toEqual([]);
  expect(await admin("audit.recorders")).toEqual([]);
});

test("decisions that went with a killed process are counted as lost, and at most so many more as were announced", async () => {
  const count = 120;
  const instance = randomUUID();
  const file = fileURLToPath(new URL("testing/recorder-to-be-killed.ts", import.meta.url));
  const child = spawn(process.execPath, [file, database.url("gatehouse_authorizer"), instance, `${count}`], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [, signal] = await once(child, "exit");
  expect(signal).toBe("SIGKILL");
  expect(await recorded(instance)).toHaveLength(1);
  expect(await lost()).toBe(0);
  await aMinuteLater();
  expect(await lost()).toBeGreaterThanOrEqual(count);
  expect(await lost()).toBeLessThanOrEqual(200);
});
