import { Writable } from "node:stream";
import { types } from "node:util";
import type { AnswerSink } from "./answer.ts";

/** What a streaming handler writes its answer to. */
export interface ResponseStream extends Writable {
  setContentType(type: string): void;
  /** Called once, before what is written first; `end` with a piece does not count. */
  _onBeforeFirstWrite: ((write: (bytes: Uint8Array | string) => void) => void) | undefined;
}

/**
 * Makes the stream as Lambda's Node.js runtime does: what is neither text nor bytes is written as JSON.
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client (src/ResponseStream.js)
 */
export const responseStream = (sink: AnswerSink, highWaterMark: number | undefined): ResponseStream => {
  let begun = false;
  const stream = new Writable({
    ...(highWaterMark !== undefined && { highWaterMark }),
    write: (bytes, _encoding, taken) => sink.write(bytes, taken),
    final(done) {
      sink.end();
      done();
    },
  });
  // The run of the handler hears of it as well; without a listener it would end the process.
  stream.on("error", () => {});
  const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
  const made: ResponseStream = Object.assign(stream, {
    _onBeforeFirstWrite: undefined,
    setContentType() {
      if (begun) throw new InvalidStreamingOperation("Cannot set content-type, too late.");
    },
    write(chunk: unknown, ...rest: unknown[]) {
      if (!begun) {
        begun = true;
        made._onBeforeFirstWrite?.((bytes) => void write(bytes));
      }
      return write(typeof chunk === "string" || types.isUint8Array(chunk) ? chunk : JSON.stringify(chunk), ...rest);
    },
  });
  return made;
};

class InvalidStreamingOperation extends Error {
  override name = "Runtime.InvalidStreamingOperation";
}
