import type { IncomingMessage } from "node:http";
import type { ApiKind } from "../openapi/kind.ts";
import { headerPairs } from "../request/headers.ts";

import { HeadersTooLarge } from "./failures.ts";

/**
 * Bytes: of all headers for REST APIs, and of the request line and the values of headers for HTTP APIs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html and
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export const largestHead = 10_240;

type Head = Pick<IncomingMessage, "method" | "url" | "httpVersion" | "rawHeaders">;

/** @throws a 431 for a head that no API of that kind takes. Unconfirmed: the status. */
export const requireHeadSize = (head: Head, kind: ApiKind): void => {
  const size = sizeOf[kind](head);
  if (size > largestHead)
    throw new HeadersTooLarge(undefined, { cause: `a head of ${size} bytes; ${largestHead} are allowed` });
};

const sizeOf: Readonly<Record<ApiKind, (head: Head) => number>> = {
  REST: ({ rawHeaders }) => sum(rawHeaders),
  HTTP: ({ method, url, httpVersion, rawHeaders }) =>
    `${method} ${url} HTTP/${httpVersion}`.length + sum(headerPairs(rawHeaders).map(([, value]) => value)),
};

/** Node reads heads as Latin-1, a character a byte. */
const sum = (texts: readonly string[]) => texts.reduce((bytes, text) => bytes + text.length, 0);
