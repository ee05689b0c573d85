import { appendFileSync } from "node:fs";
import { CannotStart } from "@gatehouse/http/main.ts";
import type { Signed } from "./checkpointer.ts";

/**
 * Appends checkpoints to a file, a line of JSON for each, on the disk when it returns. Several processes may share it.
 * @throws {CannotStart} at once where it cannot be written.
 */
export const checkpointFile = (path: string) => {
  const append = (text: string) => appendFileSync(path, text, { mode: 0o600, flush: true });
  try {
    append("");
  } catch (error) {
    throw new CannotStart(`PERMISSIONS_CHECKPOINTS: checkpoints cannot be kept: ${(error as Error).message}`, {
      cause: error,
    });
  }
  return (signed: readonly Signed[]): void =>
    append(signed.map(({ checkpoint }) => `${JSON.stringify({ checkpoint })}\n`).join(""));
};
