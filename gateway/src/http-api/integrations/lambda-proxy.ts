import type { FunctionOutcome, InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { withStageVariables } from "../../apis/stage-variables.ts";
import { watchedInvoke } from "../../facts/watched-call.ts";
import { wholeBody } from "../../forwarder/limited-body.ts";
import type { LambdaProxy } from "../api.ts";
import { proxyEvent1 } from "../events/proxy-event-1.ts";
import { proxyEvent2 } from "../events/proxy-event-2.ts";
import { Refusal } from "../refusal.ts";
import { functionAnswer } from "./function-answer.ts";
import type { Integrate } from "./integrate.ts";

/** What AWS_PROXY needs of the world. */
export interface LambdaProxyWorld {
  readonly invoke: InvokeFunction;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * AWS_PROXY: the request becomes an event for a function, and what the function returns becomes the answer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const lambdaProxy = (integration: LambdaProxy, { invoke, variables }: LambdaProxyWorld): Integrate => {
  const arn = withStageVariables(integration.functionArn, variables);
  const eventOf = integration.payloadFormatVersion === "1.0" ? proxyEvent1 : proxyEvent2;
  return async (mapped, _abort, calls) => {
    const event = eventOf(mapped, await wholeBody(mapped.request.body));
    const watched = watchedInvoke(invoke, (call) => {
      calls.integration = call;
    });
    const result = resultOf(await watched(arn, event, integration.timeout), arn);
    const answer = functionAnswer(result, integration);
    if (calls.integration) calls.integration = { ...calls.integration, status: answer.status };
    return answer;
  };
};

const resultOf = (outcome: FunctionOutcome, arn: string): unknown => {
  switch (outcome.kind) {
    case "result":
      return outcome.value;
    case "error":
      throw new Refusal("INTERNAL_SERVER_ERROR", `${arn} failed: ${outcome.errorType}: ${outcome.errorMessage}`);
    case "timeout":
      throw new Refusal("SERVICE_UNAVAILABLE", `${arn} did not answer in time`);
    case "unavailable":
      throw new Refusal("INTERNAL_SERVER_ERROR", `${arn} could not be invoked: ${outcome.reason}`);
  }
};
