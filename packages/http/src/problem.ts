import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler, Response } from "express";
import { Failure } from "./failure.ts";
import type { Logger } from "./log.ts";
import { unexpected } from "./shell.ts";

/** One member of the input that does not fit: where it stands and what was expected. */
export interface FieldFault {
  readonly field: string;
  readonly reason: string;
}

/** The input does not fit. The answer names every member at fault. */
export class InvalidInput extends Failure {
  readonly errors: readonly FieldFault[];
  constructor(errors: readonly FieldFault[]) {
    super("InvalidInput", 400, errors.map(({ field, reason }) => `${field}: ${reason}`).join("; "));
    this.errors = errors;
  }
}

export interface Problem {
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly FieldFault[] | undefined;
}

/** The body of a problem (RFC 9457). Its type is `about:blank`, so the title is the status's own. */
export const problemText = ({ status, detail, errors, requestId }: Problem & { requestId: string }): string =>
  JSON.stringify({
    type: "about:blank",
    title: STATUS_CODES[status],
    status,
    detail,
    ...(errors ? { errors } : {}),
    requestId,
  });

/** Answers with a problem. */
export const writeProblem = (response: Response, problem: Problem): void => {
  response
    .status(problem.status)
    .type("application/problem+json")
    .send(problemText({ ...problem, requestId: response.locals.requestId }));
};

/**
 * The last handlers of a service that answers with problems: its own failures as they are, an outage of what it needs
 * as 503, what the client sent wrong as the 4xx that Express says, anything else as a bare 500.
 * @param isOutage whether an error means that something the service needs cannot be reached at the moment.
 */
export const problems = (log: Logger, isOutage: (error: unknown) => boolean): readonly ErrorRequestHandler[] => [
  (error, _request, response, next) => {
    const known = error instanceof Failure ? error : isOutage(error) ? new Outage() : undefined;
    if (known === undefined || response.headersSent) return void next(error);
    response.locals.reason = error.message;
    if (known instanceof Outage) {
      log.warn({ requestId: response.locals.requestId, error: String(error) }, "outage");
      response.set("Retry-After", "1");
    }
    const errors = known instanceof InvalidInput ? known.errors : undefined;
    writeProblem(response, { status: known.status, detail: known.message, errors });
  },
  unexpected(log, (status, response) => writeProblem(response, { status, detail: details(status) })),
];

class Outage extends Failure {
  constructor() {
    super("Outage", 503, "What this service needs cannot be reached at the moment; try again.");
  }
}

const details = (status: number) => {
  if (status === 413) return "The body is too long.";
  if (status === 415) return "The body is encoded in a way that is not accepted here.";
  return status < 500 ? "The request cannot be understood." : "The request failed; the service's log tells why.";
};
