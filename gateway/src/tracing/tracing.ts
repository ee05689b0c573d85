import type { Ended } from "../facts/facts.ts";
import type { ClientRequest } from "../request/client-request.ts";

/** Tells a collector of every request. */
export interface Tracing {
  begin(request: ClientRequest): Traced;
  /** Sends what is left to send; gives up in a bounded time. */
  close(): Promise<void>;
}

export interface Traced {
  /** The request with the gateway's place in the trace, for services and functions to go on from. */
  readonly request: ClientRequest;
  end(ended: Ended): void;
}

/** W3C trace context passes through as it came: `traceparent` and `tracestate` are headers like others. */
export const noTracing: Tracing = {
  begin: (request) => ({ request, end: () => {} }),
  close: async () => {},
};
