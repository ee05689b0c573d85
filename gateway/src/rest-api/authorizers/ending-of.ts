import type { Ending } from "../../authorizers/noting-steps.ts";
import { GatewayRefusal, statusOf } from "../refusal.ts";

/** What access logs say where policies do not allow, and nothing of which. */
export const notAuthorized = "The client is not authorized to perform this operation.";

/** How a refusal counts among the steps by which a request is let through; null for what is none. */
export const endingOf = (error: unknown): Ending | null => {
  if (!(error instanceof GatewayRefusal)) return null;
  const denied = error.type === "ACCESS_DENIED";
  return { denied, status: statusOf(error), error: denied ? notAuthorized : error.reason };
};
