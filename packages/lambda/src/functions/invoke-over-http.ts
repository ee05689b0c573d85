import { functionIn } from "./context.ts";
import type { Invoke } from "./functions.ts";
import type { FunctionOutcome } from "./invoke-function.ts";

/**
 * Invokes a function over the Lambda Invoke API, as the Lambda runtime's emulator and other local Lambdas serve it.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const invokeOverHttp = (arn: string, url: string): Invoke => {
  const { name, qualifier } = functionIn(arn);
  const query = qualifier ? `?Qualifier=${encodeURIComponent(qualifier)}` : "";
  const endpoint = `${url.replace(/\/+$/, "")}/2015-03-31/functions/${encodeURIComponent(name)}/invocations${query}`;
  return async (event, timeout) => {
    try {
      return await outcomeIn(
        await fetch(endpoint, {
          method: "POST",
          headers: { "content-type": "application/json", "x-amz-invocation-type": "RequestResponse" },
          body: JSON.stringify(event),
          redirect: "error",
          signal: AbortSignal.timeout(timeout),
        }),
      );
    } catch (error) {
      if ((error as Error).name === "TimeoutError") return { kind: "timeout" };
      return { kind: "unavailable", reason: `${endpoint}: ${because(error)}` };
    }
  };
};

const outcomeIn = async (response: Response): Promise<FunctionOutcome> => {
  const text = await response.text();
  if (response.status !== 200) return { kind: "unavailable", reason: `${response.url} answered ${response.status}` };
  const payload: unknown = JSON.parse(text === "" ? "null" : text);
  if (!response.headers.has("x-amz-function-error")) return { kind: "result", value: payload };
  const { errorMessage, errorType } = (payload ?? {}) as { errorMessage?: unknown; errorType?: unknown };
  return { kind: "error", errorMessage: String(errorMessage), errorType: String(errorType) };
};

/** fetch hides what went wrong in the cause. */
const because = (error: unknown) => {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
};
