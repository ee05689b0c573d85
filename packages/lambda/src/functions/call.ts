import { randomUUID } from "node:crypto";
import type { HandlerEntry } from "./entries.ts";
import type { FunctionFailure } from "./invoke-function.ts";

/** One event for a handler, as plain data. */
export interface Call {
  /** JSON. */
  readonly event: string;
  readonly arn: string;
  readonly requestId: string;
  readonly memoryMegabytes: number;
  /** Milliseconds that the handler has once it begins: loading it does not count, as Lambda's init phase does not. */
  readonly limit: number;
  /** What is told when they are over. */
  readonly expired: FunctionFailure;
}

/**
 * A function with a time-out of its own may outlive its caller; one without has the caller's.
 * @param event JSON.
 * @param timeout milliseconds that the caller waits.
 */
export const callOf = (
  { arn, timeoutSeconds, memoryMegabytes }: HandlerEntry,
  event: string,
  timeout: number,
): Call => {
  const requestId = randomUUID();
  const about = { event, arn, requestId, memoryMegabytes };
  if (timeoutSeconds === undefined) return { ...about, limit: timeout, expired: { kind: "timeout" } };
  return { ...about, limit: timeoutSeconds * 1_000, expired: timedOut(requestId, timeoutSeconds) };
};

/** What Lambda reports of a function that overran its time-out (recorded on AWS, November 2025). */
const timedOut = (requestId: string, seconds: number): FunctionFailure => ({
  kind: "error",
  errorType: "Sandbox.Timedout",
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
});
