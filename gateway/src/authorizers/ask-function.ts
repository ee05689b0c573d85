import type { FunctionOutcome, InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import type { Call } from "../facts/facts.ts";
import { callOf } from "../facts/watched-call.ts";
import { BadVerdict, type Verdict } from "./verdict.ts";

export interface Question {
  /** Without variables. */
  readonly functionArn: string;
  readonly event: unknown;
  /** Milliseconds. */
  readonly timeout: number;
  /** @throws {BadVerdict} */
  readonly read: (output: unknown) => Verdict;
}

/**
 * No verdict: `unauthorized` where the function failed with exactly `Unauthorized`, and `failed` for every other failure,
 * which is the function's fault or ours and not the client's.
 */
export interface NoVerdict {
  readonly failure: "unauthorized" | "failed";
  /** For the log. */
  readonly reason: string;
}

export interface Asked {
  readonly answer: Verdict | NoVerdict;
  readonly call: Call;
}

interface Ports {
  readonly invoke: InvokeFunction;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** Invokes an authorizer's function. */
export const askFunction = async (question: Question, { invoke, now }: Ports): Promise<Asked> => {
  const { functionArn, event, timeout, read } = question;
  const started = now();
  const outcome = await invoke(functionArn, event, timeout);
  const took = { started, latency: Math.round(now() - started), timeout };
  const answer = outcome.kind === "result" ? verdictOf(outcome.value, read) : failureOf(outcome, timeout);
  const error = "failure" in answer ? answer.reason : null;
  return { answer, call: { ...callOf(functionArn, outcome, took), error } };
};

const verdictOf = (output: unknown, read: Question["read"]) => {
  try {
    return read(output);
  } catch (error) {
    if (error instanceof BadVerdict) return failed(`the authorizer's answer cannot be used: ${error.message}`);
    throw error;
  }
};

const failureOf = (outcome: Exclude<FunctionOutcome, { kind: "result" }>, timeout: number): NoVerdict => {
  switch (outcome.kind) {
    case "error":
      if (outcome.errorMessage === "Unauthorized")
        return { failure: "unauthorized", reason: "the authorizer answered Unauthorized" };
      return failed(`the authorizer failed: ${outcome.errorType}: ${outcome.errorMessage}`);
    case "timeout":
      return failed(`the authorizer gave no answer in ${timeout} ms`);
    case "unavailable":
      return failed(`the authorizer could not be invoked: ${outcome.reason}`);
  }
};

const failed = (reason: string): NoVerdict => ({ failure: "failed", reason });
