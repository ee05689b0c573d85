import type { IncomingMessage, ServerResponse } from "node:http";
import { Failure } from "@gatehouse/http/failure.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { ClientGone } from "../forwarder/failure-of.ts";
import type { Answer, ClientRequest } from "../rest-api/exchange.ts";
import type { AnswerRequest, Facts } from "../rest-api/pipeline.ts";
import { clientRequest, type RequestIds, requestIds } from "./client-request.ts";
import { respond } from "./respond.ts";
import type { Unread } from "./server.ts";

/** What is not an API: takes a request over if its path is one of its own. */
export interface Pages {
  owns(path: string): boolean;
  serve(request: ClientRequest, response: ServerResponse, facts: Facts): void;
}

export interface FrontWorld {
  readonly publicUrl: URL;
  readonly answer: AnswerRequest;
  /** Null where no pages are configured. */
  readonly pages: Pages | null;
  /** Whether `/ping` and `/sping` are the gateway's own health checks, as API Gateway reserves them. */
  readonly ping: boolean;
  readonly log: Logger;
}

/** Takes every request: reads it in one way, hands it on, answers it and writes one line about it. */
export const front = (world: FrontWorld) => (message: IncomingMessage, response: ServerResponse) => {
  const ids = requestIds();
  const facts: Facts = {};
  const gone = new AbortController();
  logWhenClosed(world.log, { message, response, ids, facts });
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  serve(world, { message, response, ids, facts, gone: gone.signal }).catch((error) => {
    world.log.error({ ...ids, err: error }, "unexpected error");
    response.destroy();
  });
};

interface Served {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly ids: RequestIds;
  readonly facts: Facts;
}

const serve = async (world: FrontWorld, served: Served & { readonly gone: AbortSignal }) => {
  const { message, response, ids, facts, gone } = served;
  try {
    const request = clientRequest(message, ids, world.publicUrl);
    if (world.pages?.owns(request.path)) return world.pages.serve(request, response, facts);
    const answer = isPing(world, request) ? healthy : await world.answer(request, gone, facts);
    const broken = await respond(answer, ids, response);
    if (broken) facts.reason = `broke off: ${reasonOf(broken)}`;
  } catch (error) {
    if (error instanceof ClientGone) return response.destroy();
    await respond(failed(error, served, world.log), ids, response);
  }
  return undefined;
};

const isPing = ({ ping }: FrontWorld, { path, method }: ClientRequest) =>
  ping && (path === "/ping" || path === "/sping") && (method === "GET" || method === "HEAD");

const healthy: Answer = { status: 200, headers: [["Content-Type", "text/plain"]], body: "healthy" };

/** What the front refused, or a bug. Neither tells the client more than its class. */
const failed = (error: unknown, { ids, facts, response }: Served, log: Logger): Answer => {
  if (response.headersSent) throw error;
  if (error instanceof Failure) {
    facts.reason = reasonOf(error);
    return refusal(error.status, error.message, error.code);
  }
  facts.reason = reasonOf(error);
  log.error({ ...ids, err: error }, "unexpected error");
  return refusal(500, "Internal server error", "InternalServerErrorException");
};

const refusal = (status: number, message: string, errorType: string): Answer => ({
  status,
  headers: [
    ["Content-Type", "application/json"],
    ["x-amzn-ErrorType", errorType],
  ],
  body: JSON.stringify({ message }),
});

const reasonOf = (error: unknown) =>
  error instanceof Error ? (typeof error.cause === "string" ? error.cause : error.message) : String(error);

const logWhenClosed = (log: Logger, { message, response, ids, facts }: Served) => {
  const started = performance.now();
  const { method, url = "" } = message;
  response.once("close", () => {
    log[response.statusCode >= 500 ? "warn" : "info"](
      {
        requestId: ids.requestId,
        method,
        path: url.replace(/\?.*/s, ""), // Queries carry codes and tokens.
        ...facts,
        status: response.statusCode,
        milliseconds: Math.round(performance.now() - started),
        ...(response.writableFinished ? {} : { aborted: true }),
      },
      "request",
    );
  });
};

/** The line about what never became a request. */
export const logUnread =
  (log: Logger): Unread =>
  (refusal) =>
    log.info(refusal, "request");
