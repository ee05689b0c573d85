import type { Readable } from "node:stream";

/** Looks up a function by its resolved ARN and invokes it with an event, as Lambda's Invoke API does. */
export type InvokeFunction = (functionArn: string, event: unknown, timeout: number) => Promise<FunctionOutcome>;

/** `error` carries the `errorMessage` that Lambda would report; `unavailable` means it could not be invoked at all. */
export type FunctionOutcome = Known & ({ readonly kind: "result"; readonly value: unknown } | FunctionFailure);

interface Known {
  /** By which the function's own log knows the invocation (`awsRequestId`); absent where nobody says. */
  readonly requestId?: string;
}

export type FunctionFailure =
  | { readonly kind: "error"; readonly errorMessage: string; readonly errorType: string }
  | { readonly kind: "timeout" }
  | { readonly kind: "unavailable"; readonly reason: string };

/**
 * Invokes a function as Lambda's InvokeWithResponseStream API does; the time bounds the whole answer. After `abort`
 * nobody waits for it any more; the function is not told, as on Lambda.
 * https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html
 */
export type StreamFunction = (
  functionArn: string,
  event: unknown,
  timeout: number,
  abort?: AbortSignal,
) => Promise<StreamOutcome>;

/**
 * `stream` is told with the first byte, or with the end of an empty answer. `body` is what the function wrote as it
 * is: of a function that answers over HTTP, JSON with status and headers, eight NUL bytes, and then the payload. What
 * goes wrong later destroys `body` with an `InvocationFailed`.
 */
export type StreamOutcome = Known & ({ readonly kind: "stream"; readonly body: Readable } | FunctionFailure);
