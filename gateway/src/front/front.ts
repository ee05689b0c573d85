import type { IncomingMessage, ServerResponse } from "node:http";
import { Failure } from "@gatehouse/http/failure.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { type Answer, type Facts, noFacts } from "../answer.ts";
import type { FindDeployment } from "../apis/find-deployment.ts";
import { ClientGone } from "../forwarder/failure-of.ts";
import type { ClientRequest } from "../request/client-request.ts";
import { idHeaders } from "../rest-api/id-headers.ts";
import { NothingServed } from "./failures.ts";
import { type RequestIds, readRequest, requestIds } from "./read-request.ts";
import { respond } from "./respond.ts";
import type { Unread } from "./server.ts";

/** What is not an API: takes a request over if its path is one of its own. */
export interface Pages {
  owns(path: string): boolean;
  serve(request: ClientRequest, response: ServerResponse, facts: Facts): void;
}

export interface FrontWorld {
  readonly publicUrl: URL;
  readonly find: FindDeployment;
  /** Null where no pages are configured. */
  readonly pages: Pages | null;
  /** Whether `/ping` and `/sping` are the gateway's own health checks, as API Gateway reserves them. */
  readonly ping: boolean;
  readonly log: Logger;
}

/** Takes every request: reads it in one way, hands it on, answers it and writes one line about it. */
export const front = (world: FrontWorld) => (message: IncomingMessage, response: ServerResponse) => {
  const ids = requestIds();
  const facts = noFacts();
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
    const request = readRequest(message, ids, world.publicUrl);
    if (world.pages?.owns(request.path)) return world.pages.serve(request, response, facts);
    const answer = isPing(world, request) ? healthy(ids) : await answerOf(world, request, { facts, gone });
    const broken = await respond(answer, response);
    if (broken) facts.log.reason = `broke off: ${reasonOf(broken)}`;
  } catch (error) {
    if (error instanceof ClientGone) return response.destroy();
    await respond(failed(error, served, world.log), response);
  }
  return undefined;
};

const isPing = ({ ping }: FrontWorld, { path, method }: ClientRequest) =>
  ping && (path === "/ping" || path === "/sping") && (method === "GET" || method === "HEAD");

const healthy = (ids: RequestIds): Answer => ({
  status: 200,
  headers: [["Content-Type", "text/plain"], ...idHeaders(ids)],
  body: "healthy",
});

const answerOf = (
  { find }: FrontWorld,
  client: ClientRequest,
  { facts, gone }: { readonly facts: Facts; readonly gone: AbortSignal },
): Promise<Answer> => {
  const found = find(client);
  if (!found) throw new NothingServed(undefined, { cause: `no API is served at ${client.domainName}${client.path}` });
  const { deployment, request } = found;
  Object.assign(facts.log, { api: deployment.stage.apiId, stage: deployment.stage.name });
  return deployment.answer(request, gone, facts);
};

/** What the front refused, or a bug. Neither tells the client more than its class. */
const failed = (error: unknown, { ids, facts, response }: Served, log: Logger): Answer => {
  if (response.headersSent) throw error;
  if (error instanceof Failure) {
    facts.log.reason = reasonOf(error);
    return refusal(error.status, error.message, { errorType: error.code, ids });
  }
  facts.log.reason = reasonOf(error);
  log.error({ ...ids, err: error }, "unexpected error");
  return refusal(500, "Internal server error", { errorType: "InternalServerErrorException", ids });
};

const refusal = (
  status: number,
  message: string,
  { errorType, ids }: { readonly errorType: string; readonly ids: RequestIds },
): Answer => ({
  status,
  headers: [["Content-Type", "application/json"], ["x-amzn-ErrorType", errorType], ...idHeaders(ids)],
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
        ...facts.log,
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
