import type { FunctionFailure } from "@gatehouse/lambda/functions/invoke-function.ts";
import { GatewayRefusal } from "../refusal.ts";

/** What a proxy function's failure means to the client: https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html. */
export const functionFailed = (failure: FunctionFailure, arn: string): GatewayRefusal => {
  switch (failure.kind) {
    case "error":
      return new GatewayRefusal("DEFAULT_5XX", `${arn} failed: ${failure.errorType}: ${failure.errorMessage}`, {
        status: 502,
      });
    case "timeout":
      return new GatewayRefusal("INTEGRATION_TIMEOUT", `${arn} did not answer in time`);
    case "unavailable":
      return new GatewayRefusal("DEFAULT_5XX", `${arn} could not be invoked: ${failure.reason}`);
  }
};

export const malformedAnswer = (fault: string) =>
  new GatewayRefusal("DEFAULT_5XX", `the function's answer is malformed: ${fault}`, { status: 502 });
