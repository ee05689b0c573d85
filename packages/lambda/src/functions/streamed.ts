import { once } from "node:events";
import type { Readable } from "node:stream";
import { failureIn, InvocationFailed } from "./invocation-failed.ts";
import type { FunctionFailure, StreamOutcome } from "./invoke-function.ts";

/**
 * Waits for the first byte of an answer, so that what fails before it is told as such.
 * @param timeout milliseconds until the whole answer must have been read.
 */
export const streamed = async (body: Readable, timeout: number, abort?: AbortSignal): Promise<StreamOutcome> => {
  const leave = (failure: FunctionFailure) => () => void body.destroy(new InvocationFailed(failure));
  const timer = setTimeout(leave({ kind: "timeout" }), timeout);
  const abandon = leave({ kind: "unavailable", reason: "the caller gave up" });
  abort?.addEventListener("abort", abandon);
  body.once("close", () => {
    clearTimeout(timer);
    abort?.removeEventListener("abort", abandon);
  });
  if (abort?.aborted) abandon();
  try {
    await once(body, "readable");
    return { kind: "stream", body };
  } catch (error) {
    return failureIn(error);
  }
};
