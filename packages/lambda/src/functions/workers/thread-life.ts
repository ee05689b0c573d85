import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Saw } from "../reload/file-stamp.ts";
import { type Ending, exited, initTimedOut, outOfMemory, uncaught } from "./exits.ts";
import { resourceLimits, watchMemory } from "./memory.ts";
import type { FromThread, OfEvent, OfThread, ThreadData, ToThread } from "./messages.ts";

export interface ThreadOptions extends Omit<ThreadData, "follow"> {
  readonly memoryMegabytes: number;
  /**
   * Milliseconds to load the handler in, as Lambda's init phase has.
   * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
   */
  readonly initTime?: number;
  /** Hears of the files that are loaded. */
  readonly saw?: Saw | undefined;
  /** Hears, at once, that the thread can be sent nothing any more. */
  readonly ended: (ending: Ending) => void;
}

/** A worker thread from its start to its end, whatever events it has in between. */
export interface ThreadLife {
  readonly worker: Worker;
  /** Tells what kept it from loading the handler, if anything did. It never fails. */
  readonly ready: Promise<string | undefined>;
  /** Tells what went wrong when its module was asked to let go. */
  readonly letGo: Promise<string | undefined>;
  /** How it ended, once it has. */
  over(): Ending | undefined;
  end(ending: Ending): void;
  tell(message: ToThread): void;
  /** From now on it keeps this process alive, and is held to its memory. @returns ends that. */
  attend(): () => void;
}

const main = fileURLToPath(new URL("thread-main.ts", import.meta.url));

/** @param heard what it tells of its events. @param lost hears of its end, after `ended`. */
export const startLife = (
  { memoryMegabytes, initTime = 10_000, saw, ended, ...named }: ThreadOptions,
  heard: (message: OfEvent) => void,
  lost: (ending: Ending) => void,
): ThreadLife => {
  const workerData: ThreadData = { ...named, follow: saw !== undefined };
  const worker = new Worker(main, { workerData, resourceLimits: resourceLimits(memoryMegabytes) });
  const ready = Promise.withResolvers<string | undefined>();
  const letGo = Promise.withResolvers<string | undefined>();
  let over: Ending | undefined;
  const end = (ending: Ending) => {
    if (over) return;
    over = ending;
    ready.resolve(`${named.handler} cannot be loaded: ${ending.errorType}: ${ending.errorMessage}`);
    letGo.resolve(undefined);
    ended(ending);
    lost(ending);
    void worker.terminate();
  };
  const told = (message: OfThread) => {
    switch (message.kind) {
      case "saw":
        return saw?.(message.path, message.stamp);
      case "ready":
        return ready.resolve(undefined);
      case "unloadable":
        ready.resolve(message.reason);
        return end(exited(0));
      case "crashed":
        return end(message.ending);
      case "closed":
        return letGo.resolve(message.reason);
    }
  };
  worker.on("message", (message: FromThread) => ("requestId" in message ? heard(message) : told(message)));
  worker.on("error", (error) => end(hasNoMemory(error) ? outOfMemory : uncaught(error)));
  worker.on("exit", (code) => end(exited(code)));
  const attend = () => {
    worker.ref();
    const stop = watchMemory(worker, memoryMegabytes, () => end(outOfMemory));
    return () => {
      stop();
      worker.unref();
    };
  };
  const relax = attend();
  const init = setTimeout(() => end(initTimedOut(initTime)), initTime);
  void ready.promise.then(() => {
    clearTimeout(init);
    relax();
  });
  return {
    worker,
    ready: ready.promise,
    letGo: letGo.promise,
    over: () => over,
    end,
    attend,
    tell: (message) => worker.postMessage(message),
  };
};

const hasNoMemory = (error: unknown) => (error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY";
