import { setTimeout as after } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { answer } from "../answer.ts";
import { buffered } from "../buffered.ts";
import type { Call } from "../call.ts";
import { type Ending, exited } from "./exits.ts";
import type { Thread } from "./thread.ts";
import { type PoolOptions, workerPool } from "./worker-pool.ts";

const call: Call = {
  event: "{}",
  arn: "",
  requestId: "id",
  memoryMegabytes: 128,
  limit: 1_000,
  expired: { kind: "timeout" },
};

/** A pool of threads that a test moves by hand. */
const poolOf = (options: Pick<PoolOptions, "most" | "idleTime"> = {}) => {
  const threads: { running: boolean; closed: boolean; finish(): void; end(ending: Ending): void; dies: boolean }[] = [];
  const reports: string[] = [];
  const doomed = { next: false };
  const start = (ended: (ending: Ending) => void): Thread => {
    let free: (() => void) | undefined;
    const thread = {
      running: false,
      closed: false,
      dies: doomed.next,
      finish: () => free?.(),
      end: (ending: Ending) => ended(ending),
    };
    const number = threads.push(thread);
    return {
      ready: Promise.resolve(undefined),
      run(_call, made, freed) {
        if (thread.dies) {
          ended(exited(1));
          return freed(exited(1));
        }
        thread.running = true;
        free = () => {
          thread.running = false;
          freed();
          made.write(Buffer.from(String(number)), () => {});
          made.end();
        };
      },
      async close() {
        thread.closed = true;
        ended(exited(0));
        return undefined;
      },
    };
  };
  const pool = workerPool({ ...options, start, report: (reason) => void reports.push(reason) });
  const ask = (timeout = 5_000) => {
    const made = answer();
    pool.run(call, made);
    return buffered(made.body, timeout);
  };
  return { pool, threads, reports, doomed, ask };
};
const moment = () => after(5);

test("there are so many threads and no more; the next event waits for the first that is free", async () => {
  const { threads, ask } = poolOf({ most: 2 });
  const asked = [ask(), ask(), ask()];
  await moment();
  expect(threads.map(({ running }) => running)).toEqual([true, true]);
  threads[1]!.finish();
  await moment();
  expect(threads.map(({ running }) => running)).toEqual([true, true]);
  threads[1]!.finish();
  threads[0]!.finish();
  expect(await Promise.all(asked)).toEqual([1, 2, 2].map((value) => ({ kind: "result", value })));
  expect(threads).toHaveLength(2);
});

test("an event whose caller has left while it waited is not run", async () => {
  const { threads, ask } = poolOf({ most: 1 });
  const first = ask();
  expect(await ask(20)).toEqual({ kind: "timeout" });
  const third = ask();
  await moment();
  threads[0]!.finish();
  await moment();
  threads[0]!.finish();
  expect([await first, await third]).toEqual([1, 1].map((value) => ({ kind: "result", value })));
});

test("a thread that ends makes room for another, also for an event that waits", async () => {
  const { threads, ask } = poolOf({ most: 1 });
  void ask();
  const waiting = ask();
  await moment();
  threads[0]!.end(exited(1));
  threads[0]!.finish();
  await moment();
  threads[1]!.finish();
  expect(await waiting).toEqual({ kind: "result", value: 2 });
});

test("an event that a dying thread did not get has another, once", async () => {
  const { pool, threads, doomed, ask } = poolOf();
  await pool.load();
  threads[0]!.dies = true;
  const asked = ask();
  await moment();
  threads[1]!.finish();
  expect(await asked).toEqual({ kind: "result", value: 2 });
  threads[1]!.dies = true;
  doomed.next = true;
  expect(await ask()).toEqual({
    kind: "error",
    errorType: "Runtime.ExitError",
    errorMessage: "RequestId: id Error: Runtime exited with error: exit status 1",
  });
  expect(threads).toHaveLength(3);
});

test("a thread with nothing to do is ended after a while, and only that is its end", async () => {
  const { pool, threads, reports, ask } = poolOf({ idleTime: 30 });
  await pool.load();
  const asked = ask();
  await after(60);
  expect(threads.map(({ closed }) => closed)).toEqual([false]);
  threads[0]!.finish();
  await asked;
  await after(60);
  expect(threads.map(({ closed }) => closed)).toEqual([true]);
  expect(reports).toEqual([]);
  await pool.load();
  threads[1]!.end(exited(1));
  expect(reports).toEqual(["Runtime.ExitError: Runtime exited with error: exit status 1"]);
});

test("a closed pool refuses, and so it does what waits", async () => {
  const { pool, threads, ask } = poolOf({ most: 1 });
  const running = ask();
  const waiting = ask();
  await moment();
  await pool.close();
  expect(threads.map(({ closed }) => closed)).toEqual([true]);
  expect([await waiting, await ask()]).toEqual(
    [1, 2].map(() => ({ kind: "unavailable", reason: "the function is closed" })),
  );
  threads[0]!.finish();
  expect(await running).toMatchObject({ kind: "result" });
});
