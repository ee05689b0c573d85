import type { FunctionOutcome, InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { withStageVariables } from "../../apis/stage-variables.ts";
import { watchedInvoke } from "../../facts/watched-call.ts";
import { wholeBody } from "../../forwarder/limited-body.ts";
import { firstMediaType, isListed } from "../../request/media-type.ts";
import type { LambdaProxy } from "../api.ts";
import { requestContext, requestEvent } from "../events/request-event.ts";
import type { Mapped } from "../mapping/mapped.ts";
import { GatewayRefusal } from "../refusal.ts";
import { functionAnswer } from "./function-answer.ts";
import { headerRow } from "./header-table.ts";
import type { Integrate } from "./integrate.ts";
import { traceHeaders } from "./trace-headers.ts";

/** What AWS_PROXY needs of the world. */
export interface LambdaProxyWorld {
  readonly invoke: InvokeFunction;
  readonly variables: Readonly<Record<string, string>>;
  readonly binaryMediaTypes: readonly string[];
}

/**
 * AWS_PROXY: the request becomes an event for a function, and what the function returns becomes the answer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export const awsProxy = (
  { functionArn, timeout }: LambdaProxy,
  { invoke, variables, binaryMediaTypes }: LambdaProxyWorld,
): Integrate => {
  const arn = withStageVariables(functionArn, variables);
  return async (exchange, _abort, calls) => {
    const body = await wholeBody(exchange.request.body);
    const event = proxyEvent(exchange, body, binaryMediaTypes);
    const watched = watchedInvoke(invoke, (call) => {
      calls.integration = call;
    });
    const result = resultOf(await watched(arn, event, timeout), arn);
    const accepted = firstMediaType(headerOf(exchange, "accept"));
    const answer = functionAnswer(result, isListed(accepted, binaryMediaTypes));
    if (calls.integration) calls.integration = { ...calls.integration, status: answer.status };
    return traceHeaders(exchange, answer);
  };
};

/** The event of a REST API's proxy integration. */
export const proxyEvent = (exchange: Mapped, body: Buffer, binaryMediaTypes: readonly string[]) => {
  const headers = exchange.headers.filter(([name]) => headerRow(name)?.client.lambda !== "dropped");
  const isBase64Encoded =
    body.length > 0 && isListed(firstMediaType(headerOf(exchange, "content-type")), binaryMediaTypes);
  return {
    ...requestEvent(exchange, headers, null),
    requestContext: { ...requestContext(exchange), ...authorizerOf(exchange) },
    body: body.length > 0 ? body.toString(isBase64Encoded ? "base64" : "utf8") : null,
    isBase64Encoded,
  };
};

const authorizerOf = ({ authorization }: Mapped) => {
  if (!authorization) return {};
  const { context, integrationLatency, principalId } = authorization;
  return { authorizer: { ...context, principalId, integrationLatency } };
};

const resultOf = (outcome: FunctionOutcome, arn: string): unknown => {
  switch (outcome.kind) {
    case "result":
      return outcome.value;
    case "error":
      throw new GatewayRefusal("DEFAULT_5XX", `${arn} failed: ${outcome.errorType}: ${outcome.errorMessage}`, {
        status: 502,
      });
    case "timeout":
      throw new GatewayRefusal("INTEGRATION_TIMEOUT", `${arn} did not answer in time`);
    case "unavailable":
      throw new GatewayRefusal("DEFAULT_5XX", `${arn} could not be invoked: ${outcome.reason}`);
  }
};

const headerOf = ({ headers }: Mapped, wanted: string) =>
  headers.findLast(([name]) => name.toLowerCase() === wanted)?.[1];
