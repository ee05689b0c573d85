import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { connect } from "./connect.ts";
import { type TestDatabase, testDatabase } from "./testing/database.ts";

let database: TestDatabase;
let admin: Knex;
let authorizer: Knex;
let permissions: Knex;

beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl, { poolSize: 1 });
  authorizer = connect(database.url("gatehouse_authorizer"), { poolSize: 1 });
  permissions = connect(database.url("gatehouse_permissions"), { poolSize: 1 });
  await admin.raw(`
    insert into entitlements.tenants values ('corp'), ('other');
    insert into entitlements.providers values ('CorpSAML', 'corp'), ('OtherSAML', 'other');
  `);
});
beforeEach(async () => {
  await admin.raw(`
    set session_replication_role = replica;
    truncate audit.decisions, audit.recorders;
    update audit.retention set decisions_before = '-infinity';
    set session_replication_role = origin;
  `);
});
afterAll(async () => {
  await Promise.all([admin, authorizer, permissions].map((pool) => pool.destroy()));
  await database.drop();
});

const record = (instance: string, numbers: readonly number[], principal?: string) =>
  authorizer("audit.decisions").insert(
    numbers.map((number) => ({
      instance,
      number,
      principal,
      request_id: `${number}`,
      method: "GET",
      path: "/",
      effect: "Allow",
      cached: false,
    })),
  );
const tell = (instance: string, highest: number, closing = false) =>
  authorizer.raw("select audit.tell_numbers(?, ?, ?)", [instance, highest, closing]);
/** Nobody has heard of it for as long as it takes to be given up. */
const silent = (instance: string) =>
  admin.raw("update audit.recorders set seen_at = seen_at - interval '61 seconds' where instance = ?", [instance]);
/** What has happened so far, happened so many days ago. */
const age = (days: number) =>
  admin.raw(`
    set session_replication_role = replica;
    update audit.decisions set at = at - interval '${days} days';
    update audit.recorders set started_at = started_at - interval '${days} days', seen_at = seen_at - interval '${days} days',
      closed_at = closed_at - interval '${days} days';
    set session_replication_role = origin;
  `);
const lost = async (since = "-infinity", until = "infinity") => {
  const { rows } = await permissions.raw("select * from audit.lost_decisions(?, ?)", [since, until]);
  return Number(rows[0].lost);
};
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

test.each([
  ["CorpSAML_alice", "corp"],
  ["OtherSAML_eve", "other"],
  ["NobodySAML_eve", null],
  [undefined, null],
])("a decision about %s belongs to the tenant %s, and only that one sees it", async (principal, tenant) => {
  await record(randomUUID(), [1], principal);
  expect(await admin("audit.decisions").pluck("tenant")).toEqual([tenant]);
  const seenBy = (whose: string) =>
    permissions.transaction(async (trx) => {
      await trx.raw("select set_config('app.tenant', ?, true)", [whose]);
      return await trx("audit.decisions").pluck("principal");
    });
  for (const whose of ["corp", "other", ""])
    expect(await seenBy(whose)).toEqual(whose !== "" && whose === tenant ? [principal] : []);
});

test("a decision that is sent again is there once", async () => {
  const one = randomUUID();
  await record(one, [1]);
  await record(one, [1, 2]).onConflict().ignore();
  expect(await admin("audit.decisions").where({ instance: one }).orderBy("id").pluck("number")).toEqual(["1", "2"]);
});

describe("lost are", () => {
  test.each<[string, number[], number, "alive" | "closed" | "killed", number]>([
    ["none of a recorder that has written all", [1, 2, 3], 3, "closed", 0],
    ["none of one that announced more and lives", [1, 2, 3], 203, "alive", 0],
    ["those that a killed one had announced", [1, 2, 3], 203, "killed", 200],
    ["none of an idle one that was killed", [1, 2, 3], 3, "killed", 0],
    ["all of one that never wrote any", [], 17, "killed", 17],
    ["those that found a full queue, while it lives", [1, 2, 5, 6], 206, "alive", 2],
    ["those that found a full queue, once it is closed", [1, 2, 5, 6], 9, "closed", 5],
    ["the first ones", [4], 4, "alive", 3],
  ])("%s", async (_what, numbers, highest, state, expected) => {
    const [one, another] = [randomUUID(), randomUUID()];
    await record(another, [1]);
    await tell(another, 1);
    if (numbers.length > 0) await record(one, numbers);
    await tell(one, highest, state === "closed");
    if (state === "killed") await silent(one);
    expect(await lost()).toBe(expected);
  });

  test("no more those of a recorder that comes back", async () => {
    const one = randomUUID();
    await record(one, [1]);
    await tell(one, 3);
    await silent(one);
    expect(await lost()).toBe(2);
    await record(one, [2, 3]);
    await tell(one, 3);
    expect(await lost()).toBe(0);
  });

  test("counted in the periods that the gap touches", async () => {
    const one = randomUUID();
    await record(one, [1, 2]);
    await tell(one, 202);
    await age(10);
    await record(one, [5]);
    await tell(one, 5);
    await age(10);
    await record(one, [6]);
    await tell(one, 6);
    expect(await lost()).toBe(2);
    expect(await lost(daysAgo(30), daysAgo(25))).toBe(0);
    expect(await lost(daysAgo(30), daysAgo(15))).toBe(2);
    expect(await lost(daysAgo(15), daysAgo(5))).toBe(2);
    expect(await lost(daysAgo(5), daysAgo(0))).toBe(0);
  });

  test("those of a killed one when it was killed, and not ever after", async () => {
    const one = randomUUID();
    await record(one, [1, 2]);
    await tell(one, 202);
    await age(10);
    expect(await lost(daysAgo(11), daysAgo(9))).toBe(200);
    expect(await lost(daysAgo(9), daysAgo(0))).toBe(0);
  });
});

describe("forgetting", () => {
  const forget = async (before: string, most = 10_000) => {
    await admin.raw("set role gatehouse_owner");
    const { rows } = await admin.raw("select audit.forget_decisions(?, ?) as removed", [before, most]);
    await admin.raw("reset role");
    return Number(rows[0].removed);
  };

  test("removes what is old, batch by batch, and counts nothing of it as lost", async () => {
    const [one, gone] = [randomUUID(), randomUUID()];
    await record(gone, [1, 2]);
    await tell(gone, 2, true);
    await record(one, [1, 2, 3]);
    await tell(one, 3);
    await age(10);
    await record(one, [5]);
    await tell(one, 5);
    expect([await forget(daysAgo(5), 3), await forget(daysAgo(5), 3), await forget(daysAgo(5), 3)]).toEqual([3, 2, 0]);
    expect(await admin("audit.decisions").pluck("number")).toEqual(["5"]);
    expect(await admin("audit.recorders").pluck("instance")).toEqual([one]);
    expect(await lost()).toBe(1);
    const { rows } = await permissions.raw("select kept_since from audit.lost_decisions('-infinity', 'infinity')");
    expect(Math.abs(rows[0].kept_since.getTime() - Date.parse(daysAgo(5)))).toBeLessThan(60_000);
  });

  test("lets nobody remove anything afterwards", async () => {
    await record(randomUUID(), [1]);
    await forget(daysAgo(1));
    await expect(admin.raw("delete from audit.decisions")).rejects.toThrow(/is append-only/);
  });
});
