import { Failure } from "@gatehouse/http/failure.ts";
import { SamlRefusal } from "../saml/refusal.ts";
import type { Outcome } from "../trace/trace.ts";
import { NameTaken } from "./complete-sign-in.ts";
import { SentToApplication, ShownOnPage } from "./refusals.ts";

/**
 * How an attempt ends that is refused so: the code of what was wrong, or that of what it led to.
 * @returns undefined for what is no refusal
 */
export const outcomeOf = (error: unknown): Outcome | undefined => {
  if (error instanceof SamlRefusal) return { code: error.code, expected: error.expected, received: error.received };
  if (error instanceof ShownOnPage) return { code: onPage(error.message), received: error.message };
  if (error instanceof NameTaken) return { code: "USERNAME_TAKEN", received: error.message };
  if (error instanceof SentToApplication)
    return outcomeOf(error.cause) ?? { code: error.error, received: error.message };
  return error instanceof Failure ? { code: error.code, received: error.message } : undefined;
};

const onPage = (message: string) => (message === "redirect_mismatch" ? message : "invalid_request");
