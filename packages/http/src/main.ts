import { BadEnvironment } from "@gatehouse/config/environment.ts";
import { BadFile } from "@gatehouse/config/yaml-file.ts";
import { CannotListen, type Running } from "./listen.ts";

/** A fault of the user's making (a setting, a file, a port): its message is shown alone, without a stack. */
export class CannotStart extends Error {
  override name = "CannotStart";
}

/** npm passes Ctrl-C on to a process that the terminal has told already, so a second signal so soon means nothing, in milliseconds. */
const echoTime = 1_000;

/**
 * Runs a part as a process: starts it, stops it cleanly on SIGINT, SIGTERM and SIGHUP (once it is up, where it is being
 * started), and ends with code 1 and one message when it cannot start. A second signal ends it at once.
 */
export const runMain = async (part: string, start: () => Promise<Running>): Promise<void> => {
  const asked = stopSignal();
  let running: Running;
  try {
    running = await start();
  } catch (error) {
    return fail(part, error);
  }
  await asked;
  try {
    await running.close();
  } catch (error) {
    process.stderr.write(`${part}: did not stop cleanly: ${explained(error)}\n`);
    process.exit(1);
  }
  process.exit(0);
};

/** Resolves at the first signal. */
const stopSignal = () =>
  new Promise<void>((resolve) => {
    let since: number | undefined;
    const stop = () => {
      if (since !== undefined && Date.now() - since > echoTime) process.exit(1);
      since ??= Date.now();
      resolve();
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  });

/** Runs a task as a process that ends with it: code 0, or code 1 and one message when it fails. */
export const runOnce = async (part: string, task: () => Promise<void>): Promise<void> => {
  try {
    await task();
  } catch (error) {
    return fail(part, error);
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
