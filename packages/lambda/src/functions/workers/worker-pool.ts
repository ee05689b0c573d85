import type { Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Code } from "../code.ts";
import { type Ending, failureOf } from "./exits.ts";
import type { Thread } from "./thread.ts";

export interface PoolOptions {
  readonly start: (ended: (ending: Ending) => void) => Thread;
  /** Hears of what goes wrong where no event is under way. */
  readonly report: (reason: string) => void;
  /** Threads at once, at most; further events wait for one of them within their callers' time. */
  readonly most?: number;
  /** Milliseconds after which a thread that has nothing to do is ended. */
  readonly idleTime?: number;
}

/** Code in worker threads. */
export interface WorkerPool extends Code {
  /** Starts a first thread. @returns what keeps it from loading the handler. */
  load(): Promise<string | undefined>;
}

/**
 * One event at a time in each worker thread, as in each execution environment of Lambda: there are as many threads as
 * there were events at once. A thread that ends, however it does, is replaced when the next event needs it.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export const workerPool = ({ start, report, most = 10, idleTime = 60_000 }: PoolOptions): WorkerPool => {
  const threads = new Set<Thread>();
  const idle = new Map<Thread, NodeJS.Timeout>();
  const waiting: ((thread: Thread | undefined) => void)[] = [];
  let closed = false;

  const started = () => {
    const thread = start(({ errorType, errorMessage }) => {
      threads.delete(thread);
      if (taken(thread)) report(`${errorType}: ${errorMessage}`);
    });
    threads.add(thread);
    return thread;
  };
  /** Takes a thread out of those that have nothing to do. @returns whether it was one. */
  const taken = (thread: Thread) => {
    clearTimeout(idle.get(thread));
    return idle.delete(thread);
  };
  const leased = () => {
    const last = [...idle.keys()].at(-1);
    if (last) taken(last);
    const thread = last ?? (threads.size < most ? started() : undefined);
    return thread ?? new Promise<Thread | undefined>((resolve) => waiting.push(resolve));
  };
  const released = (thread: Thread) => {
    const next = waiting.shift();
    if (next) next(threads.has(thread) ? thread : started());
    else if (threads.has(thread)) idle.set(thread, setTimeout(() => ended(thread), idleTime).unref());
  };
  const ended = async (thread: Thread) => {
    taken(thread);
    threads.delete(thread);
    const reason = await thread.close();
    if (reason) report(reason);
  };

  const serve = async (call: Call, answer: Answer, again: boolean): Promise<void> => {
    const thread = closed ? undefined : await leased();
    if (!thread) return answer.fail({ kind: "unavailable", reason: "the function is closed" });
    const reason = await thread.ready;
    if (reason !== undefined) answer.fail({ kind: "unavailable", reason });
    if (answer.body.destroyed) return released(thread);
    thread.run(call, answer, (lost) => {
      released(thread);
      // It ended of what an earlier event had left behind. That happens once; twice in a row is the handler's way.
      if (lost && again) void serve(call, answer, false);
      else if (lost) answer.fail(failureOf(lost, call.requestId));
    });
  };
  return {
    run: (call, answer) => void serve(call, answer, true),
    async load() {
      const thread = await leased();
      const reason = await thread?.ready;
      if (thread) released(thread);
      return reason;
    },
    async close() {
      closed = true;
      for (const refuse of waiting.splice(0)) refuse(undefined);
      await Promise.all([...threads].map(ended));
    },
  };
};
