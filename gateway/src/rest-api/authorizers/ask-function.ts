import type { FunctionOutcome, InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { withStageVariables } from "../../apis/stage-variables.ts";
import type { Authorizer } from "../api.ts";
import { GatewayRefusal } from "../refusal.ts";
import { authorizerEvent } from "./event.ts";
import type { Asked } from "./identity.ts";
import { BadVerdict, readVerdict, type Verdict } from "./verdict.ts";

/** REST authorizers have no time-out of their own; API Gateway's for an integration holds. Milliseconds. */
const timeout = 29_000;

/**
 * Invokes the authorizer's function.
 * @throws {GatewayRefusal} a 401 where the function fails with exactly `Unauthorized`; a 500 for every other failure,
 * which is the function's fault or ours and not the client's.
 */
export const askFunction = async (authorizer: Authorizer, asked: Asked, token: string, invoke: InvokeFunction) => {
  const functionArn = withStageVariables(authorizer.functionArn, asked.stage.variables);
  return verdictIn(await invoke(functionArn, authorizerEvent(authorizer, asked, token), timeout));
};

const verdictIn = (outcome: FunctionOutcome): Verdict => {
  switch (outcome.kind) {
    case "result":
      return verdictOf(outcome.value);
    case "error":
      if (outcome.errorMessage === "Unauthorized")
        throw new GatewayRefusal("UNAUTHORIZED", "the authorizer answered Unauthorized");
      throw misconfigured(`the authorizer failed: ${outcome.errorType}: ${outcome.errorMessage}`);
    case "timeout":
      throw misconfigured(`the authorizer gave no answer in ${timeout} ms`);
    case "unavailable":
      throw misconfigured(`the authorizer could not be invoked: ${outcome.reason}`);
  }
};

const verdictOf = (output: unknown) => {
  try {
    return readVerdict(output);
  } catch (error) {
    if (error instanceof BadVerdict) throw misconfigured(`the authorizer's answer cannot be used: ${error.message}`);
    throw error;
  }
};

const misconfigured = (reason: string) => new GatewayRefusal("AUTHORIZER_CONFIGURATION_ERROR", reason);
