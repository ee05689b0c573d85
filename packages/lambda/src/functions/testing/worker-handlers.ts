import { appendFileSync } from "node:fs";
import { setTimeout as after } from "node:timers/promises";
import { threadId } from "node:worker_threads";
import type { Handler } from "../run-handler.ts";

/** Handlers that would hurt the process that runs them, for the tests of worker threads. */

let events = 0;
/** Tells which thread it runs in, and the how manyeth event there it is. */
export const counting: Handler = async (event) => {
  events++;
  await after((event as { wait?: number }).wait ?? 0);
  return { threadId, events };
};
export const looping = () => {
  for (;;);
};
export const exiting: Handler = (event) => process.exit((event as { code: number }).code);
export const throwingLater = () =>
  new Promise(() => {
    setTimeout(() => {
      throw new RangeError("too far");
    });
  });
export const rejectingLater = () =>
  new Promise(() => {
    void Promise.reject(new RangeError("too far"));
  });
export const listenerless = () => {
  process.removeAllListeners("uncaughtException");
  return throwingLater();
};

const kept: unknown[] = [];
export const filling = () => {
  for (;;) kept.push({ a: {}, b: [events] });
};
export const fillingAtOnce = () => {
  for (;;) kept.push(JSON.stringify(["x".repeat(40_000_000)]));
};
export const buffering = async () => {
  for (;;) {
    kept.push(Buffer.alloc(10_000_000, 1));
    await after();
  }
};
/** Does harm once its answer is out. */
export const harmingAfterwards: Handler = async (event) => {
  const { harm } = event as { harm: "exit" | "loop" | "nothing" };
  if (harm === "exit") setTimeout(() => process.exit(1), 20);
  if (harm === "loop") void loopingSoon();
  return { threadId };
};
/** Right after the answer, before the thread hears of the next event. */
const loopingSoon = async () => {
  for (let turns = 0; turns < 100; turns++) await undefined;
  looping();
};
export const logging: Handler = async (event) => {
  console.log(event);
  process.stderr.write("and an error\n");
  return null;
};

let trace: string | undefined;
export const traced: Handler = async (event) => {
  ({ trace } = event as { trace: string });
  appendFileSync(trace, "event\n");
};
export const close = async () => {
  await after(5);
  if (trace) appendFileSync(trace, "closed\n");
};
