import type { FunctionOutcome, InvokeFunction, StreamFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import type { Incoming, Send } from "../forwarder/backends.ts";
import type { Call } from "./facts.ts";

type Note = (call: Call) => void;

/** Invokes a function and notes how that went. */
export const watchedInvoke =
  (invoke: InvokeFunction, note: Note): InvokeFunction =>
  async (arn, event, timeout) => {
    const started = performance.now();
    const outcome = await invoke(arn, event, timeout);
    note(callOf(arn, outcome, { started, latency: performance.now() - started, timeout }));
    return outcome;
  };

/** The same for one that streams its answer, up to the first byte. */
export const watchedStream =
  (stream: StreamFunction, note: Note): StreamFunction =>
  async (arn, event, timeout, abort) => {
    const started = performance.now();
    const outcome = await stream(arn, event, timeout, abort);
    const known: FunctionOutcome = outcome.kind === "stream" ? { ...outcome, kind: "result", value: null } : outcome;
    note(callOf(arn, known, { started, latency: performance.now() - started, timeout }));
    return outcome;
  };

interface Took extends Pick<Call, "started" | "latency"> {
  /** Milliseconds that the function had. */
  readonly timeout: number;
}

export const callOf = (arn: string, outcome: FunctionOutcome, { started, latency, timeout }: Took): Call => ({
  to: arn,
  started,
  latency,
  requestId: outcome.requestId ?? null,
  ...endOf(outcome, timeout),
});

/** Lambda answers 200 for a function that failed, too: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html. */
const endOf = (outcome: FunctionOutcome, timeout: number): Pick<Call, "status" | "integrationStatus" | "error"> => {
  switch (outcome.kind) {
    case "result":
      return { status: 200, integrationStatus: 200, error: null };
    case "error":
      return { status: null, integrationStatus: 200, error: outcome.errorMessage };
    case "timeout":
      return { status: null, integrationStatus: null, error: `no answer in ${timeout} ms` };
    case "unavailable":
      return { status: null, integrationStatus: null, error: outcome.reason };
  }
};

/**
 * Sends a request to a service and notes how that went, until the head of its answer is there.
 * @param to the service's origin.
 */
export const watchedSend =
  (send: Send, to: string, note: Note): Send =>
  async (outgoing, abort) => {
    const started = performance.now();
    const end = (how: Pick<Call, "status" | "error" | "requestId">) =>
      note({
        to,
        method: outgoing.method,
        started,
        latency: performance.now() - started,
        integrationStatus: how.status,
        ...how,
      });
    try {
      const incoming = await send(outgoing, abort);
      end({ status: incoming.status, error: null, requestId: requestIdIn(incoming) });
      return incoming;
    } catch (error) {
      end({ status: null, error: (error as Error).message, requestId: null });
      throw error;
    }
  };

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html (`awsEndpointRequestId`). */
const requestIdIn = ({ headers }: Incoming) =>
  headers.find(([name]) => /^x-(?:amz-request-id|amzn-requestid)$/i.test(name))?.[1] ?? null;
