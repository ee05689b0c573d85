import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { connect } from "./connect.ts";
import { type TestDatabase, testDatabase } from "./testing/database.ts";
import { isUnreachable } from "./unreachable.ts";

let database: TestDatabase;
let pool: Knex;
beforeAll(async () => {
  database = await testDatabase();
  pool = connect(database.url("gatehouse_trades"), { poolSize: 1, statementTimeout: 300 });
});
afterAll(async () => {
  await pool.destroy();
  await database.drop();
});

const backend = async (knex: Knex): Promise<number> => (await knex.raw("select pg_backend_pid() as pid")).rows[0].pid;

const failureOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  );
  expect(error).toHaveProperty("message");
  return error as Error;
};

describe("a connection", () => {
  test("has every time-out set", async () => {
    const { rows } = await pool.raw(
      "select name, setting from pg_settings where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by 1",
    );
    expect(rows).toEqual([
      { name: "idle_in_transaction_session_timeout", setting: "5000" },
      { name: "lock_timeout", setting: "300" },
      { name: "statement_timeout", setting: "300" },
    ]);
  });

  test("gives up on a slow statement and stays usable", async () => {
    const error = await failureOf(pool.raw("select pg_sleep(10)"));
    expect(isUnreachable(error)).toBe(true);
    expect((await pool.raw("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  test("that is stuck is replaced, so that the next query does not wait behind it", async () => {
    const stuck = await backend(pool);
    // As though the server were hanging: its own limit does not strike.
    await pool.raw("set statement_timeout = 0");
    const error = await failureOf(pool.raw("select pg_sleep(10)"));
    expect(error.message).toContain("Query read timeout");
    expect(isUnreachable(error)).toBe(true);
    expect(await backend(pool)).not.toBe(stuck);
  });

  test("that is cut while idle is replaced, and the process lives", async () => {
    const cut = await backend(pool);
    const admin = connect(database.adminUrl, { poolSize: 1 });
    await admin.raw("select pg_terminate_backend(?, 5000)", [cut]);
    await admin.destroy();
    const again = await backend(pool).catch(() => backend(pool));
    expect(again).not.toBe(cut);
  });

  test("to a server that is not there fails at once, as unreachable", async () => {
    const url = new URL(database.url("gatehouse_trades"));
    url.port = "1";
    const nowhere = connect(url.href);
    const started = performance.now();
    expect(isUnreachable(await failureOf(nowhere.raw("select 1")))).toBe(true);
    expect(performance.now() - started).toBeLessThan(1_500);
    await nowhere.destroy();
  });

  test("with a wrong password fails as a fault of the setting", async () => {
    const url = new URL(database.url("gatehouse_trades"));
    url.password = "wrong";
    const refused = connect(url.href);
    const error = await failureOf(refused.raw("select 1"));
    expect(error.message).toContain("password authentication failed");
    expect(isUnreachable(error)).toBe(false);
    await refused.destroy();
  });
});
