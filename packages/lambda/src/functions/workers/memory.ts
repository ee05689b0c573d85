import type { ResourceLimits, Worker } from "node:worker_threads";

/**
 * V8 aborts the whole process where one allocation goes past a thread's limit, so that the limit proper is kept by
 * watching, and V8's own lies so far above it that nothing reaches it in between: no array or string is as large.
 */
const beyond = 2_048;

/** Milliseconds from one look at a thread's memory to the next. */
const interval = 50;

export const resourceLimits = (megabytes: number): ResourceLimits => ({
  maxOldGenerationSizeMb: megabytes + beyond,
  // Garbage of short life must not count for much.
  maxYoungGenerationSizeMb: 16,
});

/**
 * Tells when a thread holds more than this, objects and buffers together.
 * @returns stops watching.
 */
export const watchMemory = (worker: Worker, megabytes: number, exceeded: () => void): (() => void) => {
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    try {
      const { used_heap_size, external_memory } = await worker.getHeapStatistics();
      if (used_heap_size + external_memory > megabytes * 1_048_576) exceeded();
    } catch {
      // It is not running: not yet, or no longer.
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(look, interval).unref();
  return () => clearInterval(timer);
};
