import { randomUUID } from "node:crypto";

/**
 * The context object of an invocation. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 * @param timeout milliseconds that the handler has.
 */
export const lambdaContext = (arn: string, timeout: number) => {
  const deadline = performance.now() + timeout;
  const { name, qualifier } = functionIn(arn);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: qualifier ?? "$LATEST",
    invokedFunctionArn: arn,
    memoryLimitInMB: "128",
    awsRequestId: randomUUID(),
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
