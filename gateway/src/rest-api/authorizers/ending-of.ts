import type { Ending } from "../../authorizers/noting-steps.ts";
import { GatewayRefusal, statusOf } from "../refusal.ts";

/** How a refusal counts among the steps by which a request is let through; null for what is none. */
export const endingOf = (error: unknown): Ending | null => {
  if (!(error instanceof GatewayRefusal)) return null;
  const denied = error.type === "ACCESS_DENIED";
  const words = denied ? "The client is not authorized to perform this operation." : error.reason;
  return { denied, status: statusOf(error), error: words };
};
