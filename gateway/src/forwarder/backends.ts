import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { type Dispatcher, Pool } from "undici";
import { type Headers, headerPairs } from "../request/headers.ts";
import { faultOfHead } from "./answer-head.ts";
import type { Destination } from "./destination.ts";
import { BackendFailure, ClientGone, failureOf } from "./failure-of.ts";
import { bodyLength, limitedBody } from "./limited-body.ts";

/** A request to a service, complete: nothing is added to it on the way but its framing. */
export interface Outgoing {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** With Host; without Content-Length, Transfer-Encoding and Connection. */
  readonly headers: Headers;
  /** The client's request, whose body goes on as it comes in. */
  readonly client: IncomingMessage;
  /** What is sent in place of the client's body; null for nothing. */
  readonly payload?: Buffer | null;
  /** Milliseconds until the whole answer has to be there. */
  readonly timeout: number;
  /** Milliseconds that the answer may pause for; as long as the whole of it may take where nothing is said. */
  readonly silence?: number;
}

export interface Incoming {
  readonly status: number;
  /** In the service's spelling and order. */
  readonly headers: Headers;
  readonly body: Readable;
}

/**
 * Sends a request once (never again, whatever happens) and resolves with the head of the answer.
 * @throws {BackendFailure} where the service cannot be reached, breaks off or is too slow; {@link BodyTooLarge};
 * {@link ClientGone} on abort.
 */
export type Send = (outgoing: Outgoing, abort: AbortSignal) => Promise<Incoming>;

/** Connections to services, shared by all routes. */
export interface Backends {
  to(destination: Destination): Send;
  close(): Promise<void>;
}

export interface BackendLimits {
  /** To one origin. Requests beyond wait for a connection, within their time-out. */
  readonly connections: number;
  /** Milliseconds. */
  readonly connectTimeout: number;
}

/** One undici pool for each origin or socket, one request at a time on a connection, no redirects and no retries. */
export const backendsByUndici = ({ connections, connectTimeout }: BackendLimits): Backends => {
  const pools = new Map<string, Pool>();
  const poolFor = ({ origin, socket, serverName, skipsVerification = false }: Destination) => {
    const key = JSON.stringify([socket ?? origin, serverName, skipsVerification]);
    const pool =
      pools.get(key) ??
      new Pool(origin, {
        connections,
        pipelining: 1,
        connect: {
          timeout: connectTimeout,
          // Said in any case, because the environment could switch it off for the whole process.
          rejectUnauthorized: !skipsVerification,
          ...(socket ? { socketPath: socket } : {}),
          ...(serverName ? { servername: serverName } : {}),
        },
        maxHeaderSize: 32_768,
        strictContentLength: true,
      });
    pools.set(key, pool);
    return pool;
  };
  return {
    to(destination) {
      const pool = poolFor(destination);
      return (outgoing, abort) => send(pool, destination, outgoing, abort);
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
};

const send = async (
  pool: Pool,
  destination: Destination,
  outgoing: Outgoing,
  abort: AbortSignal,
): Promise<Incoming> => {
  const { client, payload } = outgoing;
  const body = payload === undefined ? limitedBody(client) : payload;
  const { signal, release } = deadline(outgoing.timeout, abort, destination);
  try {
    const answer = await firstOf(pool.request(undiciRequest(outgoing, body, signal)), signal);
    const incoming = incomingOf(answer);
    answer.body.once("close", release);
    return incoming;
  } catch (error) {
    release();
    if (body instanceof Readable) body.destroy();
    throw failureOf(error, destination);
  }
};

/** @throws for a head that cannot be read in one way; its connection is given up. */
const incomingOf = ({ statusCode: status, headers: flat, body }: Dispatcher.ResponseData): Incoming => {
  const headers = headerPairs(flat as unknown as string[]);
  const fault = faultOfHead(status, headers);
  if (fault === null) return { status, headers, body };
  body.on("error", () => {}).destroy();
  throw new Error(fault);
};

const undiciRequest = (
  { method, target, headers, client, timeout, silence = timeout }: Outgoing,
  body: Readable | Buffer | null,
  signal: AbortSignal,
): Dispatcher.RequestOptions => {
  const length = body instanceof Readable ? bodyLength(client) : undefined;
  return {
    method: method as Dispatcher.HttpMethod,
    path: target,
    headers: [...headers, ...(length ? [["Content-Length", length]] : [])].flat(),
    body,
    signal,
    responseHeaders: "raw",
    headersTimeout: Math.min(silence, timeout),
    bodyTimeout: Math.min(silence, timeout),
  };
};

/** A signal for "too late" and for "the client has left", and how to let go of it. */
const deadline = (timeout: number, abort: AbortSignal, destination: Destination) => {
  const stop = new AbortController();
  const leave = () => stop.abort(new ClientGone("the client closed the connection"));
  const timer = setTimeout(
    () => stop.abort(new BackendFailure("too slow", `no complete answer after ${timeout} ms`, destination)),
    timeout,
  );
  if (abort.aborted) leave();
  abort.addEventListener("abort", leave, { once: true });
  const release = () => {
    clearTimeout(timer);
    abort.removeEventListener("abort", leave);
  };
  return { signal: stop.signal, release };
};

/** undici sees a signal only once the request has a connection; one that still waits for it must not wait in vain. */
const firstOf = <Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const tooLate = () => reject(signal.reason as Error);
    if (signal.aborted) tooLate();
    signal.addEventListener("abort", tooLate, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", tooLate));
  });
