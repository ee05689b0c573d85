import type { Readable } from "node:stream";
import type { Facts } from "./facts/facts.ts";
import type { ApiRequest } from "./request/client-request.ts";

/** What goes back to the client; the front adds no more than the framing. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | string | Readable | null;
}

/** Answers a request to an API, whatever its kind. `facts` is filled on the way, so that it also says how far a request came. */
export type AnswerRequest = (request: ApiRequest, abort: AbortSignal, facts: Facts) => Promise<Answer>;
