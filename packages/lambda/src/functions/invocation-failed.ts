import type { FunctionFailure } from "./invoke-function.ts";

/** An invocation gave no answer, or not all of it. */
export class InvocationFailed extends Error {
  override name = "InvocationFailed";
  readonly outcome: FunctionFailure;

  constructor(outcome: FunctionFailure) {
    super(told(outcome));
    this.outcome = outcome;
  }
}

const told = (outcome: FunctionFailure) => {
  switch (outcome.kind) {
    case "error":
      return `${outcome.errorType}: ${outcome.errorMessage}`;
    case "timeout":
      return "the function did not answer in time";
    case "unavailable":
      return outcome.reason;
  }
};

/** What is told of whatever ended an answer. */
export const failureIn = (error: unknown): FunctionFailure =>
  error instanceof InvocationFailed
    ? error.outcome
    : { kind: "unavailable", reason: error instanceof Error ? error.message : String(error) };
