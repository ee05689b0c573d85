import type { IncomingMessage } from "node:http";

/** A request that passed the front: one reading of it, used by every later step. */
export interface ClientRequest {
  /** A UUID; clients of REST APIs see it as `x-amzn-RequestId`. */
  readonly requestId: string;
  /** Clients see it as `x-amz-apigw-id`, of HTTP APIs as `apigw-requestid`. */
  readonly extendedRequestId: string;
  /** When it arrived, milliseconds since the epoch. */
  readonly time: number;
  readonly method: string;
  /** The raw path as sent, without the query. Nobody decodes and re-encodes it. */
  readonly path: string;
  /** The raw query as sent, without `?`; empty where there is none. */
  readonly query: string;
  /** `HTTP/1.1`. */
  readonly protocol: string;
  readonly sourceIp: string;
  /** The Host that the client named: `localhost:8080`. */
  readonly domainName: string;
  /** Every header in the client's spelling and order, hygiene done. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: IncomingMessage;
}

/** A request at the API that it is for. */
export interface ApiRequest extends ClientRequest {
  /** Within the API: less the stage or the base path. It is matched, put into the ARN and forwarded. */
  readonly path: string;
  /** As sent, with the stage or the base path in front. */
  readonly fullPath: string;
  /** The base path of the domain's mapping, `""` for none; null at the API's own endpoint, where the stage stands in the path. */
  readonly basePath: string | null;
}
