import { setTimeout } from "node:timers/promises";

/** Others were before this one for longer than anybody waits. */
export class StillInLine extends Error {
  override name = "StillInLine";
}

/** The last in each line. */
const lines = new Map<string, Promise<void>>();

/** How long one stands in line, in milliseconds: a database that is stuck fails each statement sooner than that. */
const usualPatience = 10_000;

/**
 * Runs `work` when everything that stood in that line before has ended. The changes of one tenant wait for each other
 * in the database anyway; those of one process wait here, where they hold no connection.
 * @throws {StillInLine} where that takes too long
 */
export const inTurn = async <T>(line: string, work: () => Promise<T>, patience = usualPatience): Promise<T> => {
  const before = lines.get(line) ?? Promise.resolve();
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  lines.set(line, ended);
  try {
    if (!(await within(patience, before))) throw new StillInLine();
    return await work();
  } finally {
    // Who gives up stays a link between those before and those behind.
    void before.then(() => {
      if (lines.get(line) === ended) lines.delete(line);
      end();
    });
  }
};

const within = async (patience: number, before: Promise<void>): Promise<boolean> => {
  const over = new AbortController();
  const waited = setTimeout(patience, false, { signal: over.signal }).catch(() => false);
  const reached = await Promise.race([before.then(() => true), waited]);
  over.abort();
  return reached;
};
