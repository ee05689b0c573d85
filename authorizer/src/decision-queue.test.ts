import { logger } from "@gatehouse/http/log.ts";
import { describe, expect, jest, test } from "@jest/globals";
import type { AppendDecisions, Decision } from "./decision.ts";
import { decisionQueue } from "./decision-queue.ts";

const log = logger("test", { write: () => {} });
const decision = (requestId: string) => ({ requestId }) as Decision;
const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index));

/** A store that can be away. */
const store = () => {
  const state = { away: false, rows: [] as string[], batches: 0 };
  const append = jest.fn<AppendDecisions>(async (decisions) => {
    if (state.away) throw new Error("away");
    state.batches++;
    state.rows.push(...decisions.map(({ requestId }) => requestId));
  });
  return { state, append };
};

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
};

test("decisions are written soon, in order, in few statements", async () => {
  const { state, append } = store();
  const queue = decisionQueue(append, log);
  for (const id of ids(450)) queue.record(decision(id));
  await until(() => state.rows.length === 450);
  expect(state.rows).toEqual(ids(450));
  expect(state.batches).toBe(3);
  await queue.close();
});

test("closing writes what waits", async () => {
  const { state, append } = store();
  const queue = decisionQueue(append, log);
  for (const id of ids(450)) queue.record(decision(id));
  await queue.close();
  expect(state.rows).toEqual(ids(450));
  expect(queue.lost()).toBe(0);
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

  test("recording neither waits nor fails; what is too much is counted as lost", async () => {
    const { state, append } = store();
    state.away = true;
    const queue = decisionQueue(append, log);
    for (const id of ids(10_002)) queue.record(decision(id));
    expect(queue.lost()).toBe(2);
    await queue.close();
    expect(queue.lost()).toBe(10_002);
  });
});
