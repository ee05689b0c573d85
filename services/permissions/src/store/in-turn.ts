/** The last in each line. */
const lines = new Map<string, Promise<void>>();

/**
 * Runs `work` when everything that stood in that line before has ended. The changes of one tenant wait for each other
 * in the database anyway; those of one process wait here, where they hold no connection and no time-out runs.
 */
export const inTurn = async <T>(line: string, work: () => Promise<T>): Promise<T> => {
  const before = lines.get(line);
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  lines.set(line, ended);
  try {
    await before;
    return await work();
  } finally {
    if (lines.get(line) === ended) lines.delete(line);
    end();
  }
};
