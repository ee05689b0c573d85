import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "@gatehouse/http/log.ts";
import type { Ended } from "../facts/facts.ts";
import type { RequestIds } from "./read-request.ts";
import type { Unread } from "./server.ts";

interface Answered {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly ids: RequestIds;
}

/** The one line about a request, with the reason that decided. */
export const logLine = (log: Logger, { message, response, ids }: Answered, { facts, latency }: Ended): void => {
  const { method, url = "" } = message;
  log[response.statusCode >= 500 ? "warn" : "info"](
    {
      requestId: ids.requestId,
      method,
      path: url.replace(/\?.*/s, ""), // Queries carry codes and tokens.
      ...(facts.route === null ? {} : { route: facts.route }),
      ...facts.log,
      status: response.statusCode,
      milliseconds: Math.round(latency),
      ...(response.writableFinished ? {} : { aborted: true }),
    },
    "request",
  );
};

/** The line about what never became a request. */
export const logUnread =
  (log: Logger): Unread =>
  (refusal) =>
    log.info(refusal, "request");
