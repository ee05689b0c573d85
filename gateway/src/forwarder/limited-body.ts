import type { IncomingMessage } from "node:http";
import { type Readable, Transform } from "node:stream";
import { hasBody } from "../front/framing.ts";
import { GatewayRefusal } from "../rest-api/refusal.ts";

/** API Gateway's limit of a request's payload, in bytes. */
export const largestBody = 10_485_760;

/**
 * The client's body as a stream that fails past API Gateway's payload limit; null where there is none.
 * It can be given up without losing the connection to the client, which still waits for an answer.
 * @throws {GatewayRefusal} REQUEST_TOO_LARGE where Content-Length says so in advance.
 */
export const limitedBody = (message: IncomingMessage): Readable | null => {
  if (!hasBody(message)) return null;
  if (Number(message.headers["content-length"] ?? 0) > largestBody) throw tooLarge();
  let received = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      if (received > largestBody) done(tooLarge());
      else done(null, chunk);
    },
  });
  message.once("error", (error) => limited.destroy(error));
  limited.once("close", () => message.unpipe(limited).resume());
  return message.pipe(limited);
};

/** The whole body, for integrations that need it in one piece. */
export const wholeBody = async (message: IncomingMessage): Promise<Buffer> => {
  const body = limitedBody(message);
  return body ? Buffer.concat(await body.toArray()) : Buffer.alloc(0);
};

const tooLarge = () => new GatewayRefusal("REQUEST_TOO_LARGE", `the body is larger than ${largestBody} bytes`);
