import { type Readable, Transform } from "node:stream";
import type { Headers } from "../request/headers.ts";
import type { Destination } from "./destination.ts";
import { AnswerTooLarge, failureOf } from "./failure-of.ts";
import { largestBody } from "./limited-body.ts";

/**
 * A backend's body up to the size that API Gateway buffers; past it the answer breaks off.
 * @throws {AnswerTooLarge} where the length that the backend names is too large.
 */
export const limitedAnswer = (headers: Headers, body: Readable, from: Destination): Readable => {
  const length = Number(headers.find(([name]) => name.toLowerCase() === "content-length")?.[1] ?? 0);
  if (length > largestBody) {
    body.on("error", () => {}).destroy();
    throw tooLarge(length);
  }
  let received = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      if (received > largestBody) done(tooLarge(received));
      else done(null, chunk);
    },
  });
  body.once("error", (error) => limited.destroy(failureOf(error, from)));
  limited.once("close", () => body.destroy());
  return body.pipe(limited);
};

/** The whole of it. @throws {AnswerTooLarge}; {@link BackendFailure}; {@link ClientGone}. */
export const wholeAnswer = async (headers: Headers, body: Readable, from: Destination): Promise<Buffer> =>
  Buffer.concat(await limitedAnswer(headers, body, from).toArray());

const tooLarge = (length: number) =>
  new AnswerTooLarge(`the backend's answer of ${length} bytes is larger than ${largestBody}`);
