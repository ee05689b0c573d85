import type { Readable } from "node:stream";
import { failureIn, InvocationFailed } from "./invocation-failed.ts";
import type { FunctionOutcome } from "./invoke-function.ts";
import { answerLimit, answerTooLarge } from "./payload-size.ts";

/**
 * Waits for the whole answer. One that is not JSON, as a streaming function may give it, is told as text.
 * @param timeout milliseconds that the caller waits.
 */
export const buffered = async (body: Readable, timeout: number): Promise<FunctionOutcome> => {
  const timer = setTimeout(() => body.destroy(new InvocationFailed({ kind: "timeout" })), timeout);
  try {
    return { kind: "result", value: valueIn(await allOf(body)) };
  } catch (error) {
    return failureIn(error);
  } finally {
    clearTimeout(timer);
  }
};

const allOf = async (body: Readable) => {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > answerLimit) throw new InvocationFailed(answerTooLarge);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
};

const valueIn = (payload: string): unknown => {
  try {
    return JSON.parse(payload === "" ? "null" : payload);
  } catch {
    return payload;
  }
};
