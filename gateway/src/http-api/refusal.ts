import type { Answer } from "../answer.ts";

/**
 * What an HTTP API says for itself. It has no gateway responses: nothing of this can be customised.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
 * Unconfirmed: the names, which only `$context.error.responseType` shows, and the words of the 413.
 */
export const refusals = {
  UNAUTHORIZED: { status: 401, message: "Unauthorized" },
  ACCESS_DENIED: { status: 403, message: "Forbidden" },
  NOT_FOUND: { status: 404, message: "Not Found" },
  REQUEST_TOO_LARGE: { status: 413, message: "Request Entity Too Large" },
  THROTTLED: { status: 429, message: "Too Many Requests" },
  INTERNAL_SERVER_ERROR: { status: 500, message: "Internal Server Error" },
  SERVICE_UNAVAILABLE: { status: 503, message: "Service Unavailable" },
} as const;

export type RefusalType = keyof typeof refusals;

/** The API answers by itself instead of the backend. `reason` is for the log and never goes over the wire. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly type: RefusalType;
  readonly reason: string;
  /** More than the content type: `www-authenticate` and its like. */
  readonly headers: Answer["headers"];
  constructor(type: RefusalType, reason: string, headers: Answer["headers"] = []) {
    super(`${type}: ${reason}`);
    this.type = type;
    this.reason = reason;
    this.headers = headers;
  }
}
