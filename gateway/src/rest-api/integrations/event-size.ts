import { GatewayRefusal } from "../refusal.ts";

/** Bytes of an event that Lambda takes: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html. */
const largestEvent = 6 * 1024 * 1024;

/**
 * @throws {GatewayRefusal} 413 for an event that is too large for Lambda. Unconfirmed: these words were seen on AWS, but
 * not recorded for this.
 */
export const requireEventSize = (json: string): void => {
  const size = Buffer.byteLength(json);
  if (size <= largestEvent) return;
  throw new GatewayRefusal("DEFAULT_4XX", `the event of ${size} bytes is too large for Lambda`, {
    status: 413,
    errorType: "RequestTooLargeException",
    message: "Request Too Long",
  });
};
