import { setTimeout as after } from "node:timers/promises";
import type { Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import { type Ending, exited } from "./exits.ts";
import { type Running, running } from "./running.ts";
import { startLife, type ThreadLife, type ThreadOptions } from "./thread-life.ts";

/** A worker thread that has loaded one handler, or is about to. */
export interface Thread extends Pick<ThreadLife, "ready"> {
  /** Runs an event. @param freed hears when the next one may come, or how the thread ended before it got this one. */
  run(call: Call, answer: Answer, freed: (lost?: Ending) => void): void;
  /** Asks the module to let go, and ends the thread in bounded time. @returns what went wrong. */
  close(): Promise<string | undefined>;
}

export const startThread = (options: ThreadOptions): Thread => {
  let current: Running | undefined;
  const life = startLife(
    options,
    (message) => current?.hear(message),
    (ending) => current?.lose(ending),
  );
  return {
    ready: life.ready,
    run(call, answer, freed) {
      const lost = life.over();
      if (lost) return freed(lost);
      const relax = life.attend();
      const limit = setTimeout(() => {
        answer.fail(call.expired);
        life.end(exited(0));
      }, call.limit);
      current = running(call, answer, {
        next: () => life.tell({ kind: "taken" }),
        freed(lost) {
          current = undefined;
          clearTimeout(limit);
          relax();
          freed(lost);
        },
      });
      life.tell({ kind: "event", call });
    },
    close: async () => (life.over() ? undefined : closed(life)),
  };
};

/** Milliseconds that a thread has to let go; it gives its handler's module a little less. */
const closeTime = 2_500;

/** Milliseconds to wait for the exit of a thread that was ended: native code, which nothing can stop, may hold it. */
const exitTime = 500;

const closed = async ({ worker, letGo, tell, end }: ThreadLife) => {
  const exit = new Promise((resolve) => worker.once("exit", resolve));
  const patience = new AbortController();
  const late = after(closeTime, `it was ended after ${closeTime} ms`, { signal: patience.signal }).catch(
    () => undefined,
  );
  tell({ kind: "close" });
  const reason = await Promise.race([letGo, late]);
  patience.abort();
  end(exited(0));
  await Promise.race([exit, after(exitTime, undefined, { ref: false })]);
  return reason;
};
