import { finished } from "node:stream/promises";
import type { AnswerSink } from "./answer.ts";
import { streamingOf } from "./awslambda.ts";
import { InvocationFailed } from "./invocation-failed.ts";
import { answerLimit, answerTooLarge } from "./payload-size.ts";
import { reportedError } from "./reported-error.ts";
import { type ResponseStream, responseStream } from "./response-stream.ts";

type Callback = (error?: unknown, result?: unknown) => void;

/** A handler as Lambda calls it: it returns a promise, or takes a callback as its third parameter. */
export type Handler = (event: unknown, context: unknown, callback: Callback) => unknown;

type StreamingHandler = (event: unknown, stream: ResponseStream, context: unknown) => unknown;

/**
 * Runs a handler in this thread, as a warm Lambda would: the event and the result pass through JSON, so that neither
 * side holds on to the other's objects. Settles when the handler is done, and never throws.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 * @param event JSON.
 */
export const runHandler = async (
  handler: Handler,
  event: string,
  context: unknown,
  sink: AnswerSink,
): Promise<void> => {
  try {
    const streaming = streamingOf(handler);
    if (streaming)
      return await answeredInPieces(handler, JSON.parse(event), context, responseStream(sink, streaming.highWaterMark));
    const bytes = Buffer.from(serialised(await called(handler, JSON.parse(event), context)));
    if (bytes.length > answerLimit) throw new InvocationFailed(answerTooLarge);
    sink.write(bytes, () => {});
    sink.end();
  } catch (error) {
    sink.fail(error instanceof InvocationFailed ? error.outcome : { kind: "error", ...reportedError(error) });
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

const serialised = (result: unknown) => {
  try {
    return JSON.stringify(result) ?? "null";
  } catch {
    throw new Error("Unable to stringify response body");
  }
};

/** The handler's promise and the end of its stream make the end; a stream that nobody ends waits for the time-out. */
const answeredInPieces = async (handler: Handler, event: unknown, context: unknown, stream: ResponseStream) => {
  const returned = (handler as unknown as StreamingHandler)(event, stream, context);
  if (!isThenable(returned)) throw new Error("Streaming does not support non-async handlers.");
  await Promise.all([returned, finished(stream)]);
};
