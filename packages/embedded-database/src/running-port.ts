import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The port that the server on this data directory listens on, as it says itself; undefined where none is up. */
export const runningPort = (directory: string): number | undefined => {
  try {
    const lines = readFileSync(join(directory, "postmaster.pid"), "utf8").split("\n");
    // https://www.postgresql.org/docs/17/storage-file-layout.html: process, directory, start, port, socket, address, …
    return Number(lines[3]) || undefined;
  } catch {
    return undefined;
  }
};
