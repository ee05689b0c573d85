import type { FunctionFailure } from "../invoke-function.ts";
import { type ReportedError, reportedError } from "../reported-error.ts";

/** How a worker thread ended. What it did not say itself, Lambda says for it, with the request's id. */
export interface Ending extends ReportedError {
  readonly said: boolean;
}

/**
 * What Lambda's Node.js runtime reports of errors that nobody caught, before it exits.
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client (src/index.mjs, src/Errors.js)
 */
export const uncaught = (error: unknown): Ending => ({ said: true, ...reportedError(error) });
export const unhandled = (reason: unknown): Ending => ({
  said: true,
  errorType: "Runtime.UnhandledPromiseRejection",
  errorMessage: String(reason),
});

/**
 * What Lambda reports of a runtime that exited without a word.
 * https://github.com/aws/aws-lambda-runtime-interface-emulator (internal/lambda/rapid/handlers.go)
 * @param code the exit status.
 */
export const exited = (code: number): Ending => ({
  said: false,
  errorType: "Runtime.ExitError",
  errorMessage: `Runtime exited ${code === 0 ? "without providing a reason" : `with error: exit status ${code}`}`,
});

/** Likewise of one that was killed because it had no memory left. */
export const outOfMemory: Ending = {
  said: false,
  errorType: "Runtime.OutOfMemory",
  errorMessage: "Runtime exited with error: signal: killed",
};

/** Likewise of one that did not come to its first event. @param time milliseconds. */
export const initTimedOut = (time: number): Ending => ({
  said: false,
  errorType: "Sandbox.Timedout",
  errorMessage: `Task timed out after ${(time / 1_000).toFixed(2)} seconds`,
});

/** What an event that was under way is told of the end. */
export const failureOf = ({ said, errorType, errorMessage }: Ending, requestId: string): FunctionFailure => ({
  kind: "error",
  errorType,
  errorMessage: said ? errorMessage : `RequestId: ${requestId} Error: ${errorMessage}`,
});
