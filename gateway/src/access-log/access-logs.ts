import { closeSync, openSync } from "node:fs";
import type { Logger } from "@gatehouse/http/log.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import type { Ended } from "../facts/facts.ts";
import type { AccessLogFormat } from "./format.ts";
import { appendingTo, type LogFile, standardOutput } from "./log-file.ts";

/** How a stage logs who asked for what. */
export interface AccessLog {
  readonly format: AccessLogFormat;
  /** A file, or null for standard output. */
  readonly file: string | null;
}

export interface AccessLogs {
  /**
   * What writes the lines of one stage.
   * @throws {CannotStart} where the file cannot be written.
   */
  to(accessLog: AccessLog): (ended: Ended) => void;
  /** Resolves when all lines are written. */
  close(): Promise<void>;
}

/** Stages may share a file. */
export const accessLogs = (log: Logger): AccessLogs => {
  const files = new Map<string | null, LogFile>();
  const opened = (file: string | null) => {
    const known = files.get(file);
    if (known) return known;
    if (file !== null) requireWritable(file);
    const made = file === null ? standardOutput(log) : appendingTo(file, log);
    files.set(file, made);
    return made;
  };
  return {
    to({ format, file }) {
      const destination = opened(file);
      return (ended) => destination.write(`${format(ended)}\n`);
    },
    close: async () => {
      await Promise.all([...files.values()].map((file) => file.close()));
    },
  };
};

const requireWritable = (file: string) => {
  try {
    closeSync(openSync(file, "a", 0o600));
  } catch (error) {
    throw new CannotStart(`the access log ${file} cannot be written: ${(error as Error).message}`, { cause: error });
  }
};
