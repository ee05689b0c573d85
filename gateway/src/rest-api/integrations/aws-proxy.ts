import type { InvokeFunction, StreamFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import type { Answer } from "../../answer.ts";
import { withStageVariables } from "../../apis/stage-variables.ts";
import type { Calls } from "../../facts/facts.ts";
import { watchedInvoke, watchedStream } from "../../facts/watched-call.ts";
import { wholeBody } from "../../forwarder/limited-body.ts";
import { lastHeader } from "../../request/headers.ts";
import { firstMediaType, isListed } from "../../request/media-type.ts";
import type { LambdaProxy } from "../api.ts";
import { requestContext, requestEvent } from "../events/request-event.ts";
import type { Mapped } from "../mapping/mapped.ts";
import { requireEventSize } from "./event-size.ts";
import { functionAnswer } from "./function-answer.ts";
import { functionFailed } from "./function-failed.ts";
import { headerRow } from "./header-table.ts";
import type { Integrate } from "./integrate.ts";
import { streamedAnswer } from "./streamed-answer.ts";
import { waitLonger, withoutLongSilence } from "./streaming.ts";
import { traceHeaders } from "./trace-headers.ts";

/** What AWS_PROXY needs of the world. */
export interface LambdaProxyWorld {
  readonly invoke: InvokeFunction;
  readonly stream: StreamFunction;
  readonly variables: Readonly<Record<string, string>>;
  readonly binaryMediaTypes: readonly string[];
}

/**
 * AWS_PROXY: the request becomes an event for a function, and what the function returns becomes the answer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export const awsProxy = (integration: LambdaProxy, world: LambdaProxyWorld): Integrate => {
  const arn = withStageVariables(integration.functionArn, world.variables);
  const ask = integration.transferMode === "STREAM" ? streamed : whole;
  return async (mapped, abort, calls) => {
    const body = await wholeBody(mapped.request.body);
    const event = proxyEvent(mapped, body, world.binaryMediaTypes);
    requireEventSize(JSON.stringify(event));
    const answer = await ask({ arn, event, timeout: integration.timeout, mapped, abort, calls }, world);
    if (calls.integration) calls.integration = { ...calls.integration, status: answer.status };
    return traceHeaders(mapped, answer);
  };
};

interface Question {
  readonly arn: string;
  readonly event: object;
  readonly timeout: number;
  readonly mapped: Mapped;
  readonly abort: AbortSignal;
  readonly calls: Calls;
}

const whole = async (
  { arn, event, timeout, mapped, calls }: Question,
  { invoke, binaryMediaTypes }: LambdaProxyWorld,
): Promise<Answer> => {
  const watched = watchedInvoke(invoke, (call) => {
    calls.integration = call;
  });
  const outcome = await watched(arn, event, timeout);
  if (outcome.kind !== "result") throw functionFailed(outcome, arn);
  return functionAnswer(
    outcome.value,
    isListed(firstMediaType(lastHeader(mapped.headers, "accept")), binaryMediaTypes),
  );
};

/** Binary or not: what is streamed goes on byte for byte. */
const streamed = async (
  { arn, event, timeout, mapped, abort, calls }: Question,
  { stream }: LambdaProxyWorld,
): Promise<Answer> => {
  waitLonger(mapped.request.body);
  const watched = watchedStream(stream, (call) => {
    calls.integration = call;
  });
  const outcome = await watched(arn, event, timeout, abort);
  if (outcome.kind !== "stream") throw functionFailed(outcome, arn);
  const answer = await streamedAnswer(outcome.body, arn);
  withoutLongSilence(outcome.body);
  return answer;
};

/** The event of a REST API's proxy integration. */
export const proxyEvent = (exchange: Mapped, body: Buffer, binaryMediaTypes: readonly string[]) => {
  const headers = exchange.headers.filter(([name]) => headerRow(name)?.client.lambda !== "dropped");
  const isBase64Encoded =
    body.length > 0 && isListed(firstMediaType(lastHeader(exchange.headers, "content-type")), binaryMediaTypes);
  return {
    ...requestEvent(exchange, headers, null),
    requestContext: { ...requestContext(exchange), ...authorizerOf(exchange) },
    body: body.length > 0 ? body.toString(isBase64Encoded ? "base64" : "utf8") : null,
    isBase64Encoded,
  };
};

/** A signed request has no such member: who signed it stands in `identity` (recorded on AWS, as are the others). */
const authorizerOf = ({ authorization }: Mapped) => {
  if (!authorization || authorization.kind === "iam") return {};
  if (authorization.kind === "claims") return { authorizer: { claims: authorization.claims } };
  const { context, integrationLatency, principalId } = authorization;
  return { authorizer: { ...context, principalId, integrationLatency } };
};
