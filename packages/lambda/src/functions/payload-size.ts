import type { FunctionFailure } from "./invoke-function.ts";

/** Bytes of an event, 6 MB. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const eventLimit = 6 * 1024 * 1024;

/** Bytes of a whole answer: what Lambda's own message names, a little more than the 6 MB of the manual. */
export const answerLimit = 6_291_556;

/** @param event JSON. @returns what Lambda says to an event that is too large for it. */
export const eventTooLarge = (event: string): FunctionFailure | undefined => {
  const size = Buffer.byteLength(event);
  if (size <= eventLimit) return undefined;
  const message = `${size} byte payload is too large for the RequestResponse invocation type (limit ${eventLimit} bytes)`;
  return { kind: "unavailable", reason: `RequestTooLargeException: ${message}` };
};

/** What Lambda says of a function whose answer is too large. */
export const answerTooLarge: FunctionFailure = {
  kind: "error",
  errorType: "Function.ResponseSizeTooLarge",
  errorMessage: `Response payload size exceeded maximum allowed payload size (${answerLimit} bytes).`,
};
