import type { Logger } from "@gatehouse/http/log.ts";
import type { AppendDecisions, Decision, RecordDecision } from "./decision.ts";

export interface DecisionQueue {
  readonly record: RecordDecision;
  /** How many decisions were lost, because the queue was full or they could not be written. */
  lost(): number;
  /** Writes what waits; resolves when it is written or given up. */
  close(): Promise<void>;
}

/** A flood of requests while the database is away must not fill the memory. */
const most = 10_000;
const largestBatch = 200;

/** How long a decision waits for others, and for a failed write to be tried again. Milliseconds. */
const gather = 50;
const tryAgain = 1_000;

/**
 * Records decisions beside the requests, in batches. A write that failed is tried again; when more than 10,000
 * decisions wait the newest are lost, which is counted and logged.
 */
export const decisionQueue = (append: AppendDecisions, log: Logger): DecisionQueue => {
  const waiting: Decision[] = [];
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;
  let closed = false;

  const lose = (count: number, reason: string) => {
    lost += count;
    log.error({ lost: count, lostInAll: lost, reason }, "decisions were not recorded");
  };

  const schedule = (time: number) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      writing ??= write().finally(() => {
        writing = undefined;
      });
    }, time).unref();
  };

  const write = async () => {
    const batch = waiting.slice(0, largestBatch);
    try {
      await append(batch);
      waiting.splice(0, batch.length);
      if (waiting.length > 0 && !closed) schedule(0);
    } catch (error) {
      log.warn({ error: String(error), waiting: waiting.length }, "decisions cannot be written; they wait");
      if (!closed) schedule(tryAgain);
    }
  };

  return {
    record(decision) {
      if (waiting.length >= most) return lose(1, `${most} decisions wait already`);
      waiting.push(decision);
      schedule(gather);
    },
    lost: () => lost,
    async close() {
      closed = true;
      clearTimeout(timer);
      await writing;
      for (let before = -1; waiting.length > 0 && waiting.length !== before; ) {
        before = waiting.length;
        await write();
      }
      if (waiting.length > 0) lose(waiting.splice(0).length, "the authorizer was closed");
    },
  };
};
