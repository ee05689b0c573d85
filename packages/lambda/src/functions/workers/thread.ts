import { setTimeout as after } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Saw } from "../reload/file-stamp.ts";
import { type Ending, exited, initTimedOut, outOfMemory, uncaught } from "./exits.ts";
import { resourceLimits, watchMemory } from "./memory.ts";
import type { FromThread, OfThread, ThreadData, ToThread } from "./messages.ts";
import { type Running, running } from "./running.ts";

/** A worker thread that has loaded one handler, or is about to. */
export interface Thread {
  /** Tells what kept it from loading the handler, if anything did. It never fails. */
  readonly ready: Promise<string | undefined>;
  /** Runs an event. @param freed hears when the next one may come, or how the thread ended before it got this one. */
  run(call: Call, answer: Answer, freed: (lost?: Ending) => void): void;
  /** Asks the module to let go, and ends the thread in bounded time. @returns what went wrong. */
  close(): Promise<string | undefined>;
}

export interface ThreadOptions extends Omit<ThreadData, "follow"> {
  readonly memoryMegabytes: number;
  /** Milliseconds to load the handler in, as Lambda's init phase has. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
  readonly initTime?: number;
  /** Hears of the files that are loaded. */
  readonly saw?: Saw | undefined;
  /** Hears, at once, that the thread can be sent nothing any more. */
  readonly ended: (ending: Ending) => void;
}

/** Milliseconds that a thread has to let go; it gives its handler's module a little less. */
const closeTime = 2_500;

/** Milliseconds to wait for the exit of a thread that was ended: native code, which nothing can stop, may hold it. */
const exitTime = 500;

export const startThread = ({ memoryMegabytes, initTime = 10_000, saw, ended, ...named }: ThreadOptions): Thread => {
  const data = { ...named, follow: saw !== undefined };
  const { worker, tell, attend } = startWorker(data, memoryMegabytes, () => end(outOfMemory));
  const ready = Promise.withResolvers<string | undefined>();
  const closed = Promise.withResolvers<string | undefined>();
  let current: Running | undefined;
  let over: Ending | undefined;
  const end = (ending: Ending) => {
    if (over) return;
    over = ending;
    ready.resolve(`${data.handler} cannot be loaded: ${ending.errorType}: ${ending.errorMessage}`);
    closed.resolve(undefined);
    ended(ending);
    current?.lose(ending);
    void worker.terminate();
  };
  const told = (message: OfThread) => {
    if (message.kind === "saw") return saw?.(message.path, message.stamp);
    if (message.kind === "crashed") return end(message.ending);
    if (message.kind === "closed") return closed.resolve(message.reason);
    ready.resolve(message.kind === "unloadable" ? message.reason : undefined);
    if (message.kind === "unloadable") end(exited(0));
  };
  worker.on("message", (message: FromThread) => ("requestId" in message ? current?.hear(message) : told(message)));
  worker.on("error", (error) => end(hasNoMemory(error) ? outOfMemory : uncaught(error)));
  worker.on("exit", (code) => end(exited(code)));
  const relax = attend();
  const init = setTimeout(() => end(initTimedOut(initTime)), initTime);
  void ready.promise.then(() => {
    clearTimeout(init);
    relax();
  });
  return {
    ready: ready.promise,
    run(call, answer, freed) {
      if (over) return freed(over);
      const relax = attend();
      const limit = setTimeout(() => {
        answer.fail(call.expired);
        end(exited(0));
      }, call.limit);
      current = running(call, answer, {
        next: () => tell({ kind: "taken" }),
        freed(lost) {
          current = undefined;
          clearTimeout(limit);
          relax();
          freed(lost);
        },
      });
      tell({ kind: "event", call });
    },
    async close() {
      if (over) return undefined;
      const exit = new Promise((resolve) => worker.once("exit", resolve));
      tell({ kind: "close" });
      const late = setTimeout(() => closed.resolve(`it was ended after ${closeTime} ms`), closeTime);
      const reason = await closed.promise;
      clearTimeout(late);
      end(exited(0));
      await Promise.race([exit, after(exitTime, undefined, { ref: false })]);
      return reason;
    },
  };
};

const main = fileURLToPath(new URL("thread-main.ts", import.meta.url));

/** Attended, a thread keeps this process alive, and is held to its memory. */
const startWorker = (data: ThreadData, memoryMegabytes: number, exceeded: () => void) => {
  const worker = new Worker(main, { workerData: data, resourceLimits: resourceLimits(memoryMegabytes) });
  const attend = () => {
    worker.ref();
    const stop = watchMemory(worker, memoryMegabytes, exceeded);
    return () => {
      stop();
      worker.unref();
    };
  };
  return { worker, attend, tell: (message: ToThread) => worker.postMessage(message) };
};

const hasNoMemory = (error: unknown) => (error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY";
