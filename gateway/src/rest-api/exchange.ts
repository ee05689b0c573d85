import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import type { Route } from "./api.ts";

/** The stage that a request came to, and the names that ARNs and events carry. */
export interface Stage {
  readonly region: string;
  readonly accountId: string;
  readonly apiId: string;
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  /** `localhost:8080`: the host of the public URL. */
  readonly domainName: string;
}

/** A request that passed the front: one canonical reading of it, used by every later step. */
export interface ClientRequest {
  /** A UUID; the client sees it as `x-amzn-RequestId`. */
  readonly requestId: string;
  /** The client sees it as `x-amz-apigw-id`. */
  readonly extendedRequestId: string;
  /** When it arrived, milliseconds since the epoch. */
  readonly time: number;
  readonly method: string;
  /** The raw path as sent, without the query. It is matched, put into the ARN and forwarded; nobody decodes and re-encodes it. */
  readonly path: string;
  /** The raw query as sent, without `?`; empty where there is none. */
  readonly query: string;
  /** `HTTP/1.1`. */
  readonly protocol: string;
  readonly sourceIp: string;
  /** Every header in the client's spelling and order, hygiene done. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: IncomingMessage;
}

/** A request on its way: what the steps so far have found out. */
export interface Exchange {
  readonly request: ClientRequest;
  readonly stage: Stage;
  readonly route: Route;
  /** Raw values of the template's parameters. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** Null on an open route. */
  readonly authorization: Authorization | null;
}

/** What the authorizer said, once it let the request through. */
export interface Authorization {
  readonly principalId: string;
  /** Every value as a string, as `$context.authorizer.x` shows it. */
  readonly context: Readonly<Record<string, string>>;
  /** Milliseconds that the function took; 0 when the answer came from the cache. */
  readonly integrationLatency: number;
}

/** What an integration gives back for the client; the front adds the gateway's own headers. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | string | Readable | null;
}
