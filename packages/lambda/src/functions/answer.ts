import { Readable } from "node:stream";
import { InvocationFailed } from "./invocation-failed.ts";
import type { FunctionFailure } from "./invoke-function.ts";

/** Where a function's answer goes while it is made. `write` calls back when the next piece is wanted. */
export interface AnswerSink {
  readonly write: (bytes: Uint8Array, taken: () => void) => void;
  readonly end: () => void;
  readonly fail: (failure: FunctionFailure) => void;
}

/** What a function answers, byte by byte, at the pace of who reads it. */
export interface Answer extends AnswerSink {
  readonly body: Readable;
}

/** What is written after the reader has left goes nowhere: on Lambda, too, a function does not learn of that. */
export const answer = (): Answer => {
  let waiting: (() => void) | undefined;
  let ended = false;
  const proceed = () => {
    const taken = waiting;
    waiting = undefined;
    taken?.();
  };
  const body = new Readable({
    read: proceed,
    destroy(error, callback) {
      proceed();
      callback(error);
    },
  });
  // Whoever reads hears of it as well; but nobody may be reading yet, or any more.
  body.on("error", () => {});
  return {
    body,
    write(bytes, taken) {
      if (ended || body.destroyed || body.push(bytes)) taken();
      else waiting = taken;
    },
    end() {
      if (!ended) body.push(null);
      ended = true;
    },
    fail(failure) {
      if (!ended) body.destroy(new InvocationFailed(failure));
    },
  };
};
