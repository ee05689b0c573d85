import { randomUUID } from "node:crypto";
import type { Call } from "./call.ts";

/** The context object of an invocation, made when the handler begins. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export const lambdaContext = ({ arn, requestId, limit, memoryMegabytes }: Call) => {
  const deadline = performance.now() + limit;
  const { name, qualifier } = functionIn(arn);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: qualifier ?? "$LATEST",
    invokedFunctionArn: arn,
    memoryLimitInMB: String(memoryMegabytes),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: `${new Date().toISOString().slice(0, 10).replaceAll("-", "/")}/[$LATEST]${randomUUID().replaceAll("-", "")}`,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
};

/** The name and the version or alias in a function's ARN. */
export const functionIn = (arn: string): { readonly name: string; readonly qualifier: string | undefined } => {
  const [name = "", qualifier] = arn.split(":").slice(6);
  return { name, qualifier };
};
