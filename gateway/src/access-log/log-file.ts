import { appendFile } from "node:fs/promises";
import type { Logger } from "@gatehouse/http/log.ts";

/** Where lines go, one write for each. A line that cannot be written is lost; the request that it is about is not hurt. */
export interface LogFile {
  /** @param line with the line break at its end. */
  write(line: string): void;
  /** Resolves when all lines are written. */
  close(): Promise<void>;
}

/** Lines that wait to be written. A disk that takes nothing must not fill the memory. */
const mostWaiting = 10_000;

/**
 * Appends to a file, which is opened for each line: whoever rotates it need not tell, and lines of several processes do
 * not mix. A new file can be read by this user alone.
 */
export const appendingTo = (file: string, log: Logger): LogFile => {
  let last: Promise<void> = Promise.resolve();
  let [waiting, lost] = [0, 0];
  const append = async (line: string) => {
    try {
      await appendFile(file, line, { mode: 0o600 });
      if (lost > 0) log.warn({ file, lost }, "the access log is written again");
      lost = 0;
    } catch (err) {
      if (lost === 0) log.error({ file, err }, "the access log cannot be written");
      lost += 1;
    }
    waiting -= 1;
  };
  return {
    write(line) {
      if (waiting >= mostWaiting) {
        lost += 1;
        return;
      }
      waiting += 1;
      last = last.then(() => append(line));
    },
    close: () => last,
  };
};

/** An output that nobody reads any more must not end the process. */
export const standardOutput = (log: Logger): LogFile => {
  const told = (err: Error) => log.error({ err }, "the access log cannot be written");
  process.stdout.on("error", told);
  return {
    write: (line) => void process.stdout.write(line),
    close: async () => void process.stdout.off("error", told),
  };
};
