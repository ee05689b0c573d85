import type { IncomingMessage } from "node:http";
import { Readable, Transform } from "node:stream";
import { hasBody } from "../front/framing.ts";
import { BodyTooLarge, ClientGone } from "./failure-of.ts";

/** API Gateway's limit of a request's payload, in bytes. */
export const largestBody = 10_485_760;

/** Bodies that somebody read whole: a connection gives its bytes only once. */
const read = new WeakMap<IncomingMessage, Promise<Buffer>>();

/** What stands in the place of a client's body. */
const replaced = new WeakMap<IncomingMessage, Buffer>();

/** What has come in of each. */
const received = new WeakMap<IncomingMessage, number>();

/** How much of a client's body has been read, in bytes. */
export const receivedBytes = (message: IncomingMessage): number => received.get(message) ?? 0;

/**
 * The client's body as a stream that fails past API Gateway's payload limit; null where there is none. Where it was
 * read whole before, the stream gives the same bytes again.
 * It can be given up without losing the connection to the client, which still waits for an answer.
 * @throws {BodyTooLarge} where Content-Length says so in advance.
 */
export const limitedBody = (message: IncomingMessage): Readable | null => {
  if (!hasBody(message) || replaced.get(message)?.length === 0) return null;
  const whole = read.get(message);
  return whole === undefined ? streamed(message) : Readable.from(inOnePiece(whole), { objectMode: false });
};

/**
 * The whole body, for steps that need it in one piece; empty where there is none. Every step may ask for it, and the
 * request can still be sent on after that.
 * @throws {BodyTooLarge} past API Gateway's payload limit.
 * @throws {ClientGone} where the client leaves in the middle of it.
 */
export const wholeBody = (message: IncomingMessage): Promise<Buffer> => {
  const whole = read.get(message) ?? collected(message);
  read.set(message, whole);
  return whole;
};

/** Puts another body in the place of one that was read whole: every later step gets that one. */
export const replaceBody = (message: IncomingMessage, body: Buffer): void => {
  replaced.set(message, body);
  read.set(message, Promise.resolve(body));
};

/** The Content-Length of what {@link limitedBody} gives; undefined where it is not known in advance. */
export const bodyLength = (message: IncomingMessage): string | undefined =>
  replaced.get(message)?.length.toString() ?? message.headers["content-length"];

const collected = async (message: IncomingMessage): Promise<Buffer> => {
  const body = limitedBody(message);
  try {
    return body ? Buffer.concat(await body.toArray()) : Buffer.alloc(0);
  } catch (error) {
    throw error instanceof BodyTooLarge ? error : new ClientGone("the client broke its body off", { cause: error });
  }
};

async function* inOnePiece(whole: Promise<Buffer>) {
  yield await whole;
}

const streamed = (message: IncomingMessage): Readable => {
  if (Number(message.headers["content-length"] ?? 0) > largestBody) throw tooLarge();
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const bytes = receivedBytes(message) + chunk.length;
      received.set(message, bytes);
      if (bytes > largestBody) done(tooLarge());
      else done(null, chunk);
    },
  });
  message.once("error", (error) => limited.destroy(error));
  limited.once("close", () => message.unpipe(limited).resume());
  return message.pipe(limited);
};

const tooLarge = () => new BodyTooLarge(`the body is larger than ${largestBody} bytes`);
