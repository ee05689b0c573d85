import { randomUUID } from "node:crypto";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import type { Logger } from "./log.ts";

declare module "express-serve-static-core" {
  interface Locals {
    /** Correlates the response, the log line and what is recorded. */
    requestId: string;
    /** Why the request ended as it did; the shell logs it once, with the request. */
    reason?: string | undefined;
    /** What else to log with the request; asked when it has ended. */
    context?: () => Readonly<Record<string, string>>;
  }
}

/**
 * An Express application with what every service has: a request id (taken from `x-request-id` where the network in
 * front is trusted to set it, made otherwise), one log line per request with the deciding reason, `/livez` and `/readyz`.
 * @param ready rejects while the service cannot do its work (its database, its keys); `/readyz` answers 503 then.
 */
export const shell = ({ log, ready }: { log: Logger; ready: () => Promise<void> }): Express => {
  const app = express();
  app.disable("x-powered-by").disable("etag").set("query parser", "simple").set("trust proxy", false);
  app.get("/livez", (_request, response) => void response.json({ status: "up" }));
  app.get("/readyz", async (_request, response) => {
    try {
      await ready();
      response.json({ status: "ready" });
    } catch (error) {
      log.warn({ error: String(error) }, "not ready");
      response.status(503).json({ status: "not ready" });
    }
  });
  app.use(logged(log));
  return app;
};

const logged =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const started = performance.now();
    response.locals.requestId = acceptable(request.get("x-request-id")) ?? randomUUID();
    response.once("close", () => {
      log.info(
        {
          requestId: response.locals.requestId,
          method: request.method,
          path: request.path,
          status: response.statusCode,
          milliseconds: Math.round(performance.now() - started),
          ...response.locals.context?.(),
          ...(response.locals.reason ? { reason: response.locals.reason } : {}),
          ...(response.writableFinished ? {} : { aborted: true }),
        },
        "request",
      );
    });
    next();
  };

const acceptable = (id: string | undefined) => (id && /^[\w=-]{8,128}$/.test(id) ? id : undefined);

/**
 * The last handler: an error that is not one of the unit's own wire errors is a bug or an outage.
 * It is logged whole and answered by `write` with nothing that was not meant to be seen.
 */
export const unexpected =
  (log: Logger, write: (status: number, response: Parameters<RequestHandler>[1]) => void): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const status = clientFault(error) ?? 500;
    response.locals.reason ??= error instanceof Error ? error.message : String(error);
    if (status >= 500)
      log.error({ requestId: response.locals.requestId, path: request.path, err: error }, "unexpected error");
    if (response.headersSent) response.destroy();
    else write(status, response);
  };

/** body-parser and the router mark what the client did wrong with a 4xx `status`. */
const clientFault = (error: unknown) => {
  const status = (error as { status?: unknown }).status;
  return typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
};
