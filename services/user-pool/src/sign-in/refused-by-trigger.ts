import { isTriggerFailure } from "../triggers/failures.ts";
import { type ReturnAddress, SentToApplication } from "./refusals.ts";

/**
 * For what a trigger rejects with: it is the application that learns what the function said. The blank at the end is
 * Cognito's own.
 */
export const refusedByTrigger =
  (to: ReturnAddress) =>
  (error: unknown): never => {
    if (!isTriggerFailure(error)) throw error;
    throw new SentToApplication(to, "invalid_request", `${error.message} `, { cause: error });
  };
