import { type AnswerSink, answer } from "./answer.ts";
import type { UrlEntry } from "./entries.ts";
import { payloadIn } from "./event-stream.ts";
import { failureIn, InvocationFailed } from "./invocation-failed.ts";
import type { FunctionFailure, FunctionOutcome } from "./invoke-function.ts";
import { endpointOf, objectIn, posted, textWithin, unavailable } from "./lambda-api.ts";
import { answerLimit, answerTooLarge } from "./payload-size.ts";
import type { PreparedFunction } from "./prepared-function.ts";
import { streamed } from "./streamed.ts";

/**
 * A function behind the Lambda Invoke API, as the Lambda runtime's emulator and other local Lambdas serve it.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const urlFunction = (entry: UrlEntry): PreparedFunction => {
  const whole = endpointOf(entry, "2015-03-31 invocations");
  const inPieces = endpointOf(entry, "2021-11-15 response-streaming-invocations");
  return {
    load: async () => undefined,
    async invoke(event, timeout) {
      try {
        const response = await posted(whole, event, AbortSignal.timeout(timeout));
        return { ...(await outcomeIn(response, whole)), ...requestIdIn(response) };
      } catch (error) {
        return failureOf(error, whole);
      }
    },
    stream(event, timeout, abort) {
      const made = answer();
      const left = new AbortController();
      made.body.once("close", () => left.abort());
      void passOn(inPieces, event, left.signal, made);
      return streamed(made.body, timeout, abort);
    },
    close: async () => {},
  };
};

const requestIdIn = ({ headers }: Response) => {
  const requestId = headers.get("x-amzn-requestid");
  return requestId === null ? {} : { requestId };
};

const outcomeIn = async (response: Response, endpoint: string): Promise<FunctionOutcome> => {
  const text = await textWithin(response, answerLimit);
  if (text === undefined) return answerTooLarge;
  const handled = response.headers.get("x-amz-function-error");
  if (handled !== null) return errorIn(objectIn(text), handled);
  try {
    return { kind: "result", value: JSON.parse(text === "" ? "null" : text) };
  } catch {
    throw unavailable(endpoint, "answered what is not JSON");
  }
};

/** @param handled `Handled` or `Unhandled`, which stands for the type where a runtime reports none. */
const errorIn = (
  { errorMessage = "", errorType }: Readonly<Record<string, unknown>>,
  handled: string,
): FunctionFailure => ({
  kind: "error",
  errorMessage: String(errorMessage),
  errorType: typeof errorType === "string" ? errorType : handled,
});

/** Passes on what the function writes, as it is taken. */
const passOn = async (endpoint: string, event: string, signal: AbortSignal, { write, end, fail }: AnswerSink) => {
  try {
    const { body } = await posted(endpoint, event, signal);
    if (!body) throw unavailable(endpoint, "answered nothing");
    for await (const piece of payloadIn(body)) await new Promise<void>((taken) => write(piece, taken));
    end();
  } catch (error) {
    fail(failureOf(error, endpoint));
  }
};

const failureOf = (error: unknown, endpoint: string): FunctionFailure => {
  if (error instanceof InvocationFailed) return failureIn(error);
  if ((error as Error).name === "TimeoutError") return { kind: "timeout" };
  return { kind: "unavailable", reason: `${endpoint}: ${because(error)}` };
};

/** fetch hides what went wrong in the cause. */
const because = (error: unknown) => {
  const { message, cause } = error as { message: string; cause?: { message?: unknown } };
  return typeof cause?.message === "string" ? `${message}: ${cause.message}` : message;
};
