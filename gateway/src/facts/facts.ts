/** What is found out about a request on its way: log lines, access logs, metrics and traces are made of it. */
export interface Facts {
  /** What the log line says: who asked, what decided, and why it was refused. */
  readonly log: Record<string, unknown>;
  /** The key of the route as the API's definition has it, `GET /trades/{tradeId}`; null where none was found. */
  route: string | null;
  /** The value of `$context.{variable}`, from the time on when the request came to an API. */
  context: ((variable: string) => string | undefined) | null;
  readonly steps: Steps;
  readonly calls: Calls;
  /** Bytes of the answer's body that have gone out. */
  responseLength: number;
}

/**
 * The steps by which API Gateway lets a request through, each absent where it did not come about: `authenticate` is the
 * check of a SigV4 signature, `authorizer` the work of a Lambda, Cognito or JWT authorizer, and `authorize` what follows
 * from either (https://aws.amazon.com/blogs/compute/troubleshooting-amazon-api-gateway-with-enhanced-observability-variables/).
 */
export interface Steps {
  authenticate?: Took;
  authorizer?: Took;
  authorize?: Took;
}

/** Functions and services that the request waited for. */
export interface Calls {
  /** Absent where the authorizer's answer came from the cache. */
  authorizer?: Call;
  integration?: Call;
}

/** How long something took and how it ended. */
export interface Took {
  /** When it began, in milliseconds on the clock of `performance.now()`. */
  readonly started: number;
  /** Milliseconds. */
  readonly latency: number;
  /** An HTTP status, or null where there was no answer. */
  readonly status: number | null;
  readonly error: string | null;
}

export interface Call extends Took {
  /** A function's ARN, or the origin of a service: `http://trades`. */
  readonly to: string;
  /** Of the request to a service; functions have none. */
  readonly method?: string;
  /** The status of who carried it out: for a function that of the Lambda service, whatever the function says. */
  readonly integrationStatus: number | null;
  /** By which the called side knows the call, where it says so. */
  readonly requestId: string | null;
}

/** A request whose answer has left, as far as it came. */
export interface Ended {
  readonly facts: Facts;
  /** Null where the client left before there was an answer. */
  readonly status: number | null;
  /** Milliseconds from the request's arrival to the end of its answer. */
  readonly latency: number;
  /** Bytes of the request's body that somebody read. */
  readonly requestLength: number;
}

export const noFacts = (): Facts => ({
  log: {},
  route: null,
  context: null,
  steps: {},
  calls: {},
  responseLength: 0,
});
