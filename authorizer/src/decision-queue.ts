import type { Logger } from "@gatehouse/http/log.ts";
import type { AppendDecisions, NumberedDecision, RecordDecision } from "./decision.ts";

export interface DecisionQueue {
  readonly record: RecordDecision;
  /** How many decisions were lost, because the queue was full or they could not be written. */
  lost(): number;
  /** Writes what waits and says farewell; resolves when it is written or given up. */
  close(): Promise<void>;
}

/** A flood of requests while the database is away must not fill the memory. */
const most = 10_000;
const largestBatch = 200;

/** How long a decision waits for others, and for a failed write to be tried again. Milliseconds. */
const gather = 50;
const tryAgain = 1_000;

/**
 * How many numbers are announced in advance. With them the store counts at most so many decisions as lost that were
 * never made, if the process is killed while it is busy; an idle one takes them back.
 */
const inAdvance = 200;

/**
 * Records decisions beside the requests, in batches, numbered from 1. A write that failed is tried again; when more than
 * 10,000 decisions wait the newest are lost: they leave a gap in the numbers, are counted and logged.
 */
export const decisionQueue = (append: AppendDecisions, log: Logger): DecisionQueue => {
  const waiting: NumberedDecision[] = [];
  let given = 0;
  /** The store knows that numbers may come up to here. */
  let announced = 0;
  let lost = 0;
  let away = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;

  const lose = (count: number, reason: string) => {
    lost += count;
    log.error({ lost: count, lostInAll: lost, reason }, "decisions were not recorded");
  };

  /** What the store does not expect yet would go uncounted with the process, so that is told at once. */
  const due = () => {
    if (away) return tryAgain;
    return given > announced || waiting.length >= largestBatch ? 0 : gather;
  };

  const schedule = (time: number) => {
    if (closed) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      writing ??= write().finally(() => {
        writing = undefined;
      });
    }, time).unref();
  };

  const write = async () => {
    const batch = waiting.slice(0, largestBatch);
    const highest = closed || batch.length === 0 ? given : given + inAdvance;
    announced = Math.min(announced, highest);
    try {
      await append({ decisions: batch, highest, last: closed && batch.length === waiting.length });
      waiting.splice(0, batch.length);
      announced = highest;
      away = false;
      if (waiting.length > 0 || announced > given) schedule(due());
    } catch (error) {
      away = true;
      log.warn({ error: String(error), waiting: waiting.length }, "decisions cannot be written; they wait");
      schedule(due());
    }
  };

  return {
    record(decision) {
      given++;
      if (waiting.length >= most) return lose(1, `${most} decisions wait already`);
      waiting.push({ ...decision, number: given });
      schedule(due());
    },
    lost: () => lost,
    async close() {
      closed = true;
      clearTimeout(timer);
      await writing;
      if (given === 0) return;
      do await write();
      while (waiting.length > 0 && !away);
      if (waiting.length > 0) lose(waiting.splice(0).length, "the authorizer was closed");
    },
  };
};
