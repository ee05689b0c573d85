import type { IncomingMessage } from "node:http";

/**
 * Milliseconds that a stream may be silent for, at the endpoint of a region:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 */
export const longestSilence = 300_000;

/** The client's connection is cut later than the stream is, so that it is the stream's end that the client gets to see. */
export const waitLonger = (client: IncomingMessage): void => void client.setTimeout(longestSilence + 10_000);
