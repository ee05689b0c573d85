import { setTimeout as after } from "node:timers/promises";
import type { ResponseStream } from "../response-stream.ts";

/** Handlers that stream their answers, for the tests of how they are invoked. */

interface Awslambda {
  streamifyResponse(
    handler: (event: unknown, stream: ResponseStream, context: unknown) => unknown,
    options?: { highWaterMark?: number },
  ): unknown;
  readonly HttpResponseStream: { from(stream: ResponseStream, metadata: unknown): ResponseStream };
}

const { streamifyResponse, HttpResponseStream } = (globalThis as unknown as { awslambda: Awslambda }).awslambda;

export const http = streamifyResponse(async (event, stream) => {
  const body = HttpResponseStream.from(stream, { statusCode: 201, headers: { "x-a": "b" }, cookies: ["c=d"] });
  body.write("first,");
  await after(5);
  body.write(Buffer.from("second"));
  body.write({ event });
  body.end();
});
export const json = streamifyResponse(async (event, stream) => {
  stream.write('{"a":');
  stream.end(`${JSON.stringify(event)}}`);
});
export const empty = streamifyResponse(async (_event, stream) => void stream.end());
export const endedOnly = streamifyResponse(async (_event, stream) => {
  HttpResponseStream.from(stream, { statusCode: 200 }).end("without metadata");
});
export const failing = streamifyResponse(async () => {
  throw new RangeError("too far");
});
export const breaking = streamifyResponse(async (_event, stream) => {
  stream.write("some");
  await after(20);
  throw new RangeError("too far");
});
export const destroying = streamifyResponse(async (_event, stream) => void stream.destroy(new Error("lost")));
export const synchronous = streamifyResponse(() => "dropped");
export const lateType = streamifyResponse(async (_event, stream) => {
  stream.write("x");
  HttpResponseStream.from(stream, {});
});
export const unended = streamifyResponse(async (_event, stream) => void stream.write("some"));

/** How many pieces of 64 KB were taken before the stream asked to wait, and whether the handler came to its end. */
export const seen = { pieces: 0, done: false };
export const endless = streamifyResponse(
  async (event, stream) => {
    const { pieces } = event as { pieces: number };
    for (seen.pieces = 0; seen.pieces < pieces; seen.pieces++)
      if (!stream.write(Buffer.alloc(65_536))) await new Promise<void>((resolve) => stream.once("drain", resolve));
    stream.end();
    seen.done = true;
  },
  { highWaterMark: 65_536 },
);
