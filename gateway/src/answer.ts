import type { Readable } from "node:stream";
import type { ApiRequest } from "./request/client-request.ts";

/** What goes back to the client; the front adds no more than the framing and a missing Content-Type. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | string | Readable | null;
}

/** Answers a request to an API, whatever its kind. `facts` is filled on the way, so that it also says how far a request came. */
export type AnswerRequest = (request: ApiRequest, abort: AbortSignal, facts: Facts) => Promise<Answer>;

/** What is found out about a request on its way. */
export interface Facts {
  /** What the log line says: the route, who asked, what decided, and why it was refused. */
  readonly log: Record<string, unknown>;
  /** The value of `$context.{variable}`, from the time on when the request came to an API. */
  context: ((variable: string) => string | undefined) | null;
  /** Functions and services that the request waited for. */
  readonly calls: { authorizer?: Call; integration?: Call };
}

/** How one of them took it. */
export interface Call {
  /** Milliseconds. */
  readonly latency: number;
  /** The HTTP status of its answer, or null where there was none. */
  readonly status: number | null;
  readonly error: string | null;
}

export const noFacts = (): Facts => ({ log: {}, context: null, calls: {} });
