import { setTimeout as after } from "node:timers/promises";

/** Milliseconds, the most that Lambda's shutdown phase takes. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const patience = 2_000;

/**
 * Asks a handler's module to let go of what it keeps open, and waits for it as long as Lambda would.
 * @returns what went wrong.
 */
export const letGo = async (close: () => unknown): Promise<string | undefined> => {
  const over = new AbortController();
  const asked = async () => {
    try {
      await close();
      return undefined;
    } catch (error) {
      return `close failed: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
  const late = after(patience, `close took more than ${patience} ms`, { signal: over.signal }).catch(() => undefined);
  try {
    return await Promise.race([asked(), late]);
  } finally {
    over.abort();
  }
};
