import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { Failure } from "@gatehouse/http/failure.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import type { Administration } from "../administration/administration.ts";
import { isOwnPath } from "../administration/own-paths.ts";
import type { Answer } from "../answer.ts";
import type { FindDeployment } from "../apis/find-deployment.ts";
import { type Facts, noFacts } from "../facts/facts.ts";
import { ClientGone } from "../forwarder/failure-of.ts";
import { notFound } from "../http-api/refused.ts";
import type { ClientRequest } from "../request/client-request.ts";
import { idHeaders } from "../rest-api/id-headers.ts";
import type { Tracing } from "../tracing/tracing.ts";
import { NothingServed } from "./failures.ts";
import { requireHeadSize } from "./head-size.ts";
import { isHealthCheck } from "./health-check.ts";
import { logLine } from "./log-line.ts";
import { type RequestIds, readRequest, requestIds } from "./read-request.ts";
import { respond } from "./respond.ts";
import { type Listener, tell, whenClosed } from "./when-closed.ts";

/** What is not an API: takes a request over if its path is one of its own. */
export interface Pages {
  owns(path: string): boolean;
  serve(request: ClientRequest, response: ServerResponse, facts: Facts): void;
}

export interface FrontWorld {
  readonly publicUrl: URL;
  readonly find: FindDeployment;
  /** Answers at the gateway's own paths, which nobody else gets to see. */
  readonly administration: Administration;
  /** Null where no pages are configured. */
  readonly pages: Pages | null;
  /** Follows every request to an API. */
  readonly tracing: Tracing;
  /** Whether `/ping` and `/sping` are the gateway's own health checks, as API Gateway reserves them. */
  readonly ping: boolean;
  readonly log: Logger;
}

/** Takes every request: reads it in one way, hands it on, answers it and writes one line about it. */
export const front = (world: FrontWorld) => (message: IncomingMessage, response: ServerResponse) => {
  if (doubtful.has(message.socket)) return;
  const ids = requestIds();
  const facts = noFacts();
  const gone = new AbortController();
  const listeners: Listener[] = [];
  const served = { message, response, ids, facts, gone: gone.signal, listeners };
  whenClosed(served, (ended) => {
    logLine(world.log, served, ended);
    tell(listeners, ended, world.log);
  });
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  serve(world, served).catch((error) => {
    world.log.error({ ...ids, err: error }, "unexpected error");
    response.destroy();
  });
};

interface Served {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly ids: RequestIds;
  readonly facts: Facts;
  readonly gone: AbortSignal;
  readonly listeners: Listener[];
}

const serve = async (world: FrontWorld, served: Served) => {
  const { response, ids, facts } = served;
  try {
    const request = read(world, served);
    if (isOwnPath(request.path)) return await respond(await world.administration(request, facts), response, facts);
    if (world.pages?.owns(request.path)) return world.pages.serve(request, response, facts);
    const answer = isPing(world, request) ? healthy(ids) : await answerOf(world, request, served);
    const broken = await respond(answer, response, facts);
    if (broken) facts.log.reason = `broke off: ${reasonOf(broken)}`;
  } catch (error) {
    if (error instanceof ClientGone) return response.destroy();
    await respond(failed(error, served, world.log), response, facts);
  }
  return undefined;
};

/** Connections whose requests are no longer read: behind a request that two servers may frame in two ways, nobody can say where the next begins. */
const doubtful = new WeakSet<Socket>();

const read = ({ publicUrl }: FrontWorld, { message, response, ids }: Served): ClientRequest => {
  try {
    return readRequest(message, ids, publicUrl);
  } catch (error) {
    doubtful.add(message.socket);
    response.shouldKeepAlive = false;
    throw error;
  }
};

const isPing = ({ ping }: FrontWorld, { path, method }: ClientRequest) =>
  ping && isHealthCheck(path) && (method === "GET" || method === "HEAD");

const healthy = (ids: RequestIds): Answer => ({
  status: 200,
  headers: [["Content-Type", "text/plain"], ...idHeaders(ids)],
  body: "healthy",
});

const answerOf = async (
  { find, tracing }: FrontWorld,
  client: ClientRequest,
  { facts, gone, listeners }: Served,
): Promise<Answer> => {
  const { request: traced, end } = tracing.begin(client);
  listeners.push(end);
  const found = find(traced);
  if (!found) throw new NothingServed(undefined, { cause: `no API is served at ${client.domainName}${client.path}` });
  if (found === "no stage") {
    facts.log.reason = `no stage of the API is served at ${client.path}`;
    return notFound(client);
  }
  const { deployment, request } = found;
  requireHeadSize(client.body, deployment.kind);
  Object.assign(facts.log, { api: deployment.stage.apiId, stage: deployment.stage.name });
  listeners.push(...deployment.listeners);
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
