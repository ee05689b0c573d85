import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Failure } from "@gatehouse/http/failure.ts";
import { HeadersTooLarge, MalformedRequest, MethodNotAllowed, RequestTimedOut } from "./failures.ts";
import { requestIds } from "./read-request.ts";

/** Every limit that Node leaves loose or unset, in milliseconds, bytes and pieces. */
export interface Limits {
  readonly headersTimeout: number;
  /** For the whole request, body included. */
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  /** A connection on which nothing moves for so long is cut; longer than the longest integration. */
  readonly idleTimeout: number;
  /** From an answer's end on until the client has taken it: one that reads a byte now and then is never idle. */
  readonly readTimeout: number;
  /** Of the request line and the headers; what an API takes is counted once it is known which it is. */
  readonly maxHeaderSize: number;
  readonly maxRequestsPerSocket: number;
  readonly maxConnections: number;
}

export const limits: Limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 15_000,
  idleTimeout: 60_000,
  readTimeout: 60_000,
  maxHeaderSize: 24_576,
  maxRequestsPerSocket: 1_000,
  maxConnections: 10_000,
};

/** Called for what never became a request, so that it is logged as well. */
export type Unread = (refusal: { status: number; reason: string; requestId: string; sourceIp: string }) => void;

/** Node's HTTP server, strict, with nothing left to its defaults that an attacker could lean on. */
export const strictServer = (
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  unread: Unread,
  given: Limits = limits,
): Server => {
  const server = createServer(
    {
      headersTimeout: given.headersTimeout,
      requestTimeout: given.requestTimeout,
      keepAliveTimeout: given.keepAliveTimeout,
      // Node looks for expired connections this often; its default of 30 s would make the time-outs above a rumour.
      connectionsCheckingInterval: 500,
      maxHeaderSize: given.maxHeaderSize,
      insecureHTTPParser: false,
      requireHostHeader: true,
      // An upgrade is an ordinary request here, read and refused like one; no listener can skip the steps.
      shouldUpgradeCallback: () => false,
      noDelay: true,
    },
    handle,
  );
  server.prependListener("request", (_request, response) => cutOffSlowReader(response, given.readTimeout));
  server.timeout = given.idleTimeout;
  server.maxRequestsPerSocket = given.maxRequestsPerSocket;
  server.maxConnections = given.maxConnections;
  server.maxHeadersCount = 0; // Node would drop what is over the count in silence; the size bounds it.
  server.on("checkExpectation", handle); // Node would answer by itself, with nothing in the log.
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => refuse(socket, ofParser(error), unread));
  server.on("connect", (_request, socket) =>
    refuse(socket, new MethodNotAllowed(undefined, { cause: "CONNECT" }), unread),
  );
  return server;
};

const cutOffSlowReader = (response: ServerResponse, readTimeout: number) => {
  response.once("prefinish", () => {
    const timer = setTimeout(() => response.socket?.destroy(), readTimeout);
    response.once("close", () => clearTimeout(timer));
  });
};

/** What llhttp and Node's checks say, as an answer. */
const ofParser = (error: NodeJS.ErrnoException): Failure | undefined => {
  if (error.code === "ECONNRESET" || error.code === "EPIPE") return undefined; // The client has left; nobody reads an answer.
  if (error.code === "HPE_HEADER_OVERFLOW") return new HeadersTooLarge(undefined, { cause: error.message });
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") return new RequestTimedOut(undefined, { cause: error.message });
  return new MalformedRequest(undefined, { cause: `${error.code}: ${error.message}` });
};

/** Node's own mark of the response that is being written on a socket; its default handler looks at it as well. */
type Answering = Duplex & { readonly _httpMessage?: ServerResponse | null };

const refuse = (socket: Duplex, refusal: Failure | undefined, unread: Unread): void => {
  const answering = (socket as Answering)._httpMessage;
  // What cannot be read stands behind a whole request, whose own answer goes first: a client that got the refusal in
  // its place would believe that nothing was done.
  if (answering?.req.complete) return void answering.once("close", () => refuse(socket, refusal, unread));
  // A refusal must not end up in the middle of another answer.
  if (!refusal || !socket.writable || answering?.headersSent) return void socket.destroy();
  const { requestId } = requestIds();
  const body = JSON.stringify({ message: refusal.message });
  const head = [
    `HTTP/1.1 ${refusal.status} ${refusal.message}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Date: ${new Date().toUTCString()}`,
    `x-amzn-RequestId: ${requestId}`,
    `x-amzn-ErrorType: ${refusal.code}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
  const sourceIp = (socket as Socket).remoteAddress ?? "";
  unread({ status: refusal.status, reason: String(refusal.cause), requestId, sourceIp });
};
