import { lambdaContext } from "./context.ts";
import type { Invoke } from "./functions.ts";
import type { FunctionOutcome } from "./invoke-function.ts";
import { reportedError } from "./reported-error.ts";

type Callback = (error?: unknown, result?: unknown) => void;

/** A handler as Lambda calls it: it returns a promise, or takes a callback as its third parameter. */
export type Handler = (event: unknown, context: unknown, callback: Callback) => unknown;

/**
 * Invokes a handler in this process, as a warm Lambda would run it: the event and the result pass through JSON, so that
 * neither side holds on to the other's objects. A handler that overruns its time is abandoned and not stopped.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export const invokeHandler =
  (arn: string, handler: Handler): Invoke =>
  async (event, timeout) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<FunctionOutcome>((resolve) => {
      timer = setTimeout(() => resolve({ kind: "timeout" }), timeout);
    });
    try {
      return await Promise.race([outcomeOf(arn, handler, event, timeout), late]);
    } finally {
      clearTimeout(timer);
    }
  };

const outcomeOf = async (arn: string, handler: Handler, event: unknown, timeout: number): Promise<FunctionOutcome> => {
  try {
    return serialised(await called(handler, JSON.parse(JSON.stringify(event)), lambdaContext(arn, timeout)));
  } catch (error) {
    return { kind: "error", ...reportedError(error) };
  }
};

const called = (handler: Handler, event: unknown, context: unknown) =>
  new Promise<unknown>((resolve, reject) => {
    const callback: Callback = (error, result) =>
      error === undefined || error === null ? resolve(result) : reject(error);
    const returned = handler(event, context, callback);
    if (isThenable(returned)) resolve(returned);
    // Nobody can call back any more; Lambda drops what a handler returns without a promise.
    else if (handler.length < 3) resolve(null);
  });

const isThenable = (value: unknown) => typeof (value as { then?: unknown } | null | undefined)?.then === "function";

const serialised = (result: unknown): FunctionOutcome => {
  try {
    return { kind: "result", value: JSON.parse(JSON.stringify(result) ?? "null") };
  } catch {
    return { kind: "error", errorType: "Error", errorMessage: "Unable to stringify response body" };
  }
};
