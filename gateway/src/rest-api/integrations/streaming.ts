import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";

/**
 * Milliseconds that a stream may be silent for, at the endpoint of a region:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 */
export const longestSilence = 300_000;

/** The client's connection is cut later than the stream is, so that it is the stream's end that the client gets to see. */
export const waitLonger = (client: IncomingMessage): void => void client.setTimeout(longestSilence + 10_000);

/** Breaks a stream off that says nothing for too long. */
export const withoutLongSilence = (stream: Readable, silence = longestSilence): Readable => {
  const timer = setTimeout(() => stream.destroy(new Error(`nothing came for ${silence} ms`)), silence);
  stream.on("data", () => timer.refresh());
  stream.pause();
  stream.once("close", () => clearTimeout(timer));
  return stream;
};
