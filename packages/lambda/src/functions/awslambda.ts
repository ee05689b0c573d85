import type { ResponseStream } from "./response-stream.ts";

/** The marks that Lambda's runtime sets on a handler and finds again, also where a bundle brings its own copy. */
const streaming = Symbol.for("aws.lambda.runtime.handler.streaming");
const highWaterMark = Symbol.for("aws.lambda.runtime.handler.streaming.highWaterMark");

type Marked = { [streaming]?: unknown; [highWaterMark]?: unknown };

/**
 * Gives handlers of this thread the global `awslambda` of Lambda's Node.js runtime. Their modules use it while they are
 * imported.
 * https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html
 */
export const provideAwslambda = (): void => {
  (globalThis as { awslambda?: unknown }).awslambda ??= { streamifyResponse, HttpResponseStream: { from } };
};

const streamifyResponse = <Handler extends object>(handler: Handler, options?: { highWaterMark?: number }): Handler => {
  const mark = options?.highWaterMark;
  return Object.assign(handler, {
    [streaming]: "response",
    ...(typeof mark === "number" && { [highWaterMark]: Math.trunc(mark) }),
  });
};

/** Eight NUL bytes stand between the metadata of an HTTP answer and its payload. */
const delimiter = new Uint8Array(8);

/** As on Lambda, the metadata goes out with what is written first, and not at all where nothing is written. */
const from = (stream: ResponseStream, metadata: unknown): ResponseStream => {
  stream.setContentType("application/vnd.awslambda.http-integration-response");
  const prelude = JSON.stringify(metadata);
  stream._onBeforeFirstWrite = (write) => {
    write(prelude);
    write(delimiter);
  };
  return stream;
};

/** How a handler wants to stream, if it does. */
export const streamingOf = (handler: object): { readonly highWaterMark: number | undefined } | undefined => {
  const marked = handler as Marked;
  if (marked[streaming] !== "response") return undefined;
  const mark = marked[highWaterMark];
  return { highWaterMark: typeof mark === "number" ? mark : undefined };
};
