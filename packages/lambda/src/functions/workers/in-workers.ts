import type { Around, LoadCode } from "../code.ts";
import type { HandlerEntry } from "../entries.ts";
import { startThread } from "./thread.ts";
import { workerPool } from "./worker-pool.ts";

/**
 * Code that runs in worker threads: whatever it does — loop, exit, throw out of turn, fill its memory — ends its own
 * thread alone. What all threads share it can still harm: `process.kill(process.pid)`, files, sockets, processors.
 */
export const inWorkers =
  ({ arn, handler, memoryMegabytes }: HandlerEntry, { file, log }: Around): LoadCode =>
  async (saw) => {
    const pool = workerPool({
      start: (ended) => startThread({ file, handler, memoryMegabytes, ended, saw }),
      report: (reason) => log.warn({ arn, reason }, "a worker thread of a function ended amiss"),
    });
    return (await pool.load()) ?? pool;
  };
