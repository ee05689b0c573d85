import type { Running } from "@gatehouse/http/listen.ts";

/** What was started so far, to be stopped in the reverse order. */
export interface Started extends Running {
  add(name: string, stop: () => Promise<void>): void;
}

/**
 * Every stop is tried, even after one that failed.
 * @throws {AggregateError} at the end, naming those that failed.
 */
export const started = (): Started => {
  const stops: { name: string; stop: () => Promise<void> }[] = [];
  return {
    add: (name, stop) => void stops.push({ name, stop }),
    close: async () => {
      const faults: Error[] = [];
      for (let last = stops.pop(); last; last = stops.pop()) {
        const { name, stop } = last;
        await stop().catch((cause) => faults.push(new Error(`${name} did not stop: ${cause}`, { cause })));
      }
      if (faults.length > 0) throw new AggregateError(faults, faults.map(({ message }) => message).join("; "));
    },
  };
};
