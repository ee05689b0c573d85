import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { type Interruptible, interruptible } from "@gatehouse/db/testing/interruptible.ts";
import type { Running } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import { ask } from "@gatehouse/http/testing/ask.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { start } from "./app.ts";

let database: TestDatabase;
let way: Interruptible;
let running: Running;
let folder: string;
let socket: string;

beforeAll(async () => {
  database = await testDatabase();
  const admin = connect(database.adminUrl);
  await admin.raw(`
    insert into trades.trades (id, instrument, side, quantity, price, currency) values
      ('1', 'AAPL', 'buy', 100, 189.95, 'USD'), ('2', 'SAP', 'sell', 40, 243.1, 'EUR'), ('3', 'VOD', 'buy', 1, 0.7342, 'GBP')`);
  await admin.destroy();
  way = await interruptible(database.url("gatehouse_trades"));
  folder = mkdtempSync(join(tmpdir(), "trades-"));
  socket = join(folder, "trades.sock");
  const log = logger("trades", { write: () => {} });
  running = await start({ TRADES_LISTEN: { socket }, TRADES_DATABASE_URL: way.url }, { log });
});
afterAll(async () => {
  await running.close();
  await way.cut();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const send = async (method: string, path: string, headers: Record<string, string> = { "X-User-Id": "alice" }) => {
  const { status, headers: answered, text } = await ask(socket, path, { method, headers });
  return { status, type: answered["content-type"], body: JSON.parse(text) };
};

const apple = {
  id: "1",
  instrument: "AAPL",
  side: "buy",
  quantity: 100,
  price: "189.9500",
  currency: "USD",
  settledBy: null,
  settledAt: null,
};

describe("trades", () => {
  test("are listed", async () => {
    const { status, body } = await send("GET", "/trades");
    expect(status).toBe(200);
    expect(body.trades.map(({ id }: { id: string }) => id)).toEqual(["1", "2", "3"]);
    expect(body.trades[0]).toEqual(apple);
  });

  test("are read one by one", async () => {
    expect(await send("GET", "/trades/1")).toMatchObject({ status: 200, body: apple });
  });

  test.each([
    ["GET", "/trades/9"],
    ["GET", "/trades/1%20or%201=1"],
    ["GET", "/trades/%00"],
    ["GET", "/trades/"],
    ["GET", "/TRADES"],
    ["POST", "/trades/9/settlement"],
    ["DELETE", "/trades/1"],
  ])("%s %s is not found", async (method, path) => {
    expect(await send(method, path)).toMatchObject({
      status: 404,
      type: expect.stringMatching(/^application\/problem\+json/),
      body: { status: 404, title: "Not Found" },
    });
  });
});

describe("a settlement", () => {
  test("is recorded with who settled", async () => {
    const settled = { ...apple, settledBy: "alice", settledAt: expect.stringMatching(/^\d{4}-.*Z$/) };
    expect(await send("POST", "/trades/1/settlement")).toMatchObject({ status: 200, body: settled });
    expect((await send("GET", "/trades/1")).body).toEqual(settled);
  });

  test("happens once, whoever comes second", async () => {
    const second = await send("POST", "/trades/1/settlement", { "X-User-Id": "bob" });
    expect(second).toMatchObject({ status: 409, body: { detail: "The trade is settled already." } });
    expect((await send("GET", "/trades/1")).body.settledBy).toBe("alice");
  });

  test("of many at once succeeds for one", async () => {
    const users = Array.from({ length: 12 }, (_, index) => `user-${index}`);
    const answers = await Promise.all(users.map((user) => send("POST", "/trades/2/settlement", { "X-User-Id": user })));
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(11);
    expect((await send("GET", "/trades/2")).body.settledBy).toBe(winners[0]!.body.settledBy);
  });

  test("is refused to nobody in particular", async () => {
    const answer = await send("POST", "/trades/3/settlement", {});
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ field: "X-User-Id", reason: expect.any(String) }] },
    });
    expect((await send("GET", "/trades/3")).body.settledBy).toBeNull();
  });
});

test("without its database the service says so, and recovers by itself", async () => {
  await way.cut();
  expect(await send("GET", "/trades")).toMatchObject({ status: 503, body: { title: "Service Unavailable" } });
  await way.mend();
  expect(await send("GET", "/trades")).toMatchObject({ status: 200 });
});
