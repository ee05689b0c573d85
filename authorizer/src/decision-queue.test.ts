import { logger } from "@gatehouse/http/log.ts";
import { describe, expect, jest, test } from "@jest/globals";
import type { AppendDecisions, Decision } from "./decision.ts";
import { decisionQueue } from "./decision-queue.ts";
import { until } from "./testing/until.ts";

const log = logger("test", { write: () => {} });
const decision = (requestId: string) => ({ requestId }) as Decision;
const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index));

/** A store that can be away, and that knows what a database would know if the process were killed now. */
const store = () => {
  const state = { away: false, rows: [] as string[], numbers: [] as number[], batches: 0, highest: 0, last: false };
  const append = jest.fn<AppendDecisions>(async ({ decisions, highest, last }) => {
    if (state.away) throw new Error("away");
    if (decisions.length > 0) state.batches++;
    state.rows.push(...decisions.map(({ requestId }) => requestId));
    state.numbers.push(...decisions.map(({ number }) => number));
    Object.assign(state, { highest, last });
  });
  return { state, append };
};

test("decisions are written soon, in order, in few statements", async () => {
  const { state, append } = store();
  const queue = decisionQueue(append, log);
  for (const id of ids(450)) queue.record(decision(id));
  await until(() => state.rows.length === 450);
  expect(state.rows).toEqual(ids(450));
  expect(state.numbers).toEqual(ids(450).map((id) => Number(id) + 1));
  expect(state.batches).toBe(3);
  await queue.close();
});

test("closing writes what waits, and says how many there were and that no more will come", async () => {
  const { state, append } = store();
  const queue = decisionQueue(append, log);
  for (const id of ids(450)) queue.record(decision(id));
  expect(state).toMatchObject({ rows: [], last: false });
  await queue.close();
  expect(state).toMatchObject({ rows: ids(450), highest: 450, last: true });
  expect(queue.lost()).toBe(0);
});

test("a queue that recorded nothing closes without a word", async () => {
  const { append } = store();
  await decisionQueue(append, log).close();
  expect(append).not.toHaveBeenCalled();
});

describe("the store always expects as many decisions as were made,", () => {
  test("from the first one on, and while they gather", async () => {
    const { state, append } = store();
    const queue = decisionQueue(append, log);
    queue.record(decision("first"));
    await until(() => state.rows.length === 1);
    expect(state.highest).toBe(201);
    for (const id of ids(150)) queue.record(decision(id));
    expect(state.rows).toHaveLength(1);
    expect(state.highest).toBeGreaterThanOrEqual(151);
    await queue.close();
  });

  test("and no more once the process is idle", async () => {
    const { state, append } = store();
    const queue = decisionQueue(append, log);
    for (const id of ids(3)) queue.record(decision(id));
    await until(() => state.highest === 3);
    expect(state).toMatchObject({ rows: ids(3), last: false });
    queue.record(decision("later"));
    await until(() => state.highest === 204);
    await until(() => state.highest === 4);
    await queue.close();
  });
});

test("recording does not wait for a write that hangs, and what was recorded meanwhile follows it", async () => {
  const hanging = Promise.withResolvers<void>();
  const rows: string[] = [];
  const append = jest.fn<AppendDecisions>(async ({ decisions }) => {
    await hanging.promise;
    rows.push(...decisions.map(({ requestId }) => requestId));
  });
  const queue = decisionQueue(append, log);
  queue.record(decision("hangs"));
  await until(() => append.mock.calls.length === 1);
  for (const id of ids(300)) queue.record(decision(id));
  expect(rows).toEqual([]);
  hanging.resolve();
  await until(() => rows.length === 301);
  expect(rows).toEqual(["hangs", ...ids(300)]);
  await queue.close();
});

describe("while the store is away", () => {
  test("decisions wait, and are written once when it is back", async () => {
    const { state, append } = store();
    state.away = true;
    const queue = decisionQueue(append, log);
    queue.record(decision("a"));
    await until(() => append.mock.calls.length === 1);
    queue.record(decision("b"));
    state.away = false;
    await until(() => state.rows.length === 2);
    await queue.close();
    expect(state.rows).toEqual(["a", "b"]);
    expect(queue.lost()).toBe(0);
  });

  test("recording neither waits nor fails; what is too much is counted as lost, and leaves a gap", async () => {
    const { state, append } = store();
    state.away = true;
    const queue = decisionQueue(append, log);
    for (const id of ids(10_002)) queue.record(decision(id));
    expect(queue.lost()).toBe(2);
    state.away = false;
    await queue.close();
    expect(queue.lost()).toBe(2);
    expect(state).toMatchObject({ highest: 10_002, last: true });
    expect(state.numbers).toHaveLength(10_000);
  });

  test("closing loses what cannot be written, and says no farewell", async () => {
    const { state, append } = store();
    const queue = decisionQueue(append, log);
    queue.record(decision("written"));
    await until(() => state.rows.length === 1);
    state.away = true;
    for (const id of ids(12)) queue.record(decision(id));
    await queue.close();
    expect(queue.lost()).toBe(12);
    expect(state).toMatchObject({ rows: ["written"], last: false });
    expect(state.highest).toBeGreaterThanOrEqual(13);
  });
});
