import { methodArn } from "../../authorizers/method-arn.ts";
import { GatewayRefusal } from "../refusal.ts";
import type { Asked } from "./identity.ts";

/** In bytes: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html. */
const longestArn = 1600;

/**
 * Refuses a request for a longer ARN before anybody is asked.
 * @throws {GatewayRefusal} 414.
 */
export const requireShortArn = (asked: Asked): void => {
  const bytes = Buffer.byteLength(methodArn(asked));
  if (bytes <= longestArn) return;
  throw new GatewayRefusal("DEFAULT_4XX", `the method's ARN has ${bytes} bytes; ${longestArn} are allowed`, {
    status: 414,
    errorType: "RequestUriTooLongException",
    message: "Request URI too long",
  });
};
