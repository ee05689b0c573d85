import { BadEnvironment } from "@gatehouse/config/environment.ts";
import { BadFile } from "@gatehouse/config/yaml-file.ts";
import { CannotListen, type Running } from "./listen.ts";

/** A fault of the user's making (a setting, a file, a port): its message is shown alone, without a stack. */
export class CannotStart extends Error {
  override name = "CannotStart";
}

/**
 * Runs a part as a process: starts it, stops it cleanly on SIGINT and SIGTERM, and ends with code 1
 * and one message when it cannot start.
 */
export const runMain = async (part: string, start: () => Promise<Running>): Promise<void> => {
  let running: Running;
  try {
    running = await start();
  } catch (error) {
    fail(part, error);
  }
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    running.close().then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`${part}: did not stop cleanly: ${explained(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
};

/** Runs a task as a process that ends with it: code 0, or code 1 and one message when it fails. */
export const runOnce = async (part: string, task: () => Promise<void>): Promise<void> => {
  try {
    await task();
  } catch (error) {
    fail(part, error);
  }
};

const fail = (part: string, error: unknown): never => {
  process.stderr.write(`${part}: ${explained(error)}\n`);
  process.exit(1);
};

const explained = (error: unknown) => {
  const ofTheUser = [BadEnvironment, BadFile, CannotListen, CannotStart];
  if (error instanceof Error && ofTheUser.some((kind) => error instanceof kind)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};
