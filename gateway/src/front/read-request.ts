import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { ClientRequest } from "../request/client-request.ts";
import { clientHeaders } from "./client-headers.ts";
import { ExpectationFailed, MethodNotAllowed, UpgradeRefused } from "./failures.ts";
import { requireClearFraming } from "./framing.ts";
import { requestTarget } from "./request-target.ts";
import { traceIdHeader } from "./trace-id-header.ts";

export type RequestIds = Pick<ClientRequest, "requestId" | "extendedRequestId">;

/** Names for one request: a UUID, and fifteen base64 characters and `=` as `x-amz-apigw-id` looks. */
export const requestIds = (): RequestIds => ({
  requestId: randomUUID(),
  extendedRequestId: randomBytes(11).toString("base64"),
});

/**
 * The one reading of a request that every later step uses, services included.
 * @param publicUrl says how clients reach the gateway: X-Forwarded-Proto and X-Forwarded-Port come from it.
 * @throws a `Failure` where it could be read in more than one way.
 */
export const readRequest = (message: IncomingMessage, ids: RequestIds, publicUrl: URL): ClientRequest => {
  const { method = "", url = "", socket, headersDistinct: given } = message;
  if (method === "TRACE") throw new MethodNotAllowed(undefined, { cause: "TRACE shows a request to its sender" });
  requireClearFraming(message);
  const { path, query } = requestTarget(url);
  const headers = clientHeaders(message.rawHeaders);
  if (message.headers.upgrade !== undefined)
    throw new UpgradeRefused(undefined, { cause: `no upgrade to ${message.headers.upgrade}` });
  requireKnownExpectation(message);
  const time = Date.now();
  const sourceIp = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  return {
    ...ids,
    time,
    method,
    path,
    query,
    domainName: message.headers.host ?? "",
    protocol: `HTTP/${message.httpVersion}`,
    sourceIp,
    headers: [...headers, ...ownHeaders(traceIdHeader(given["x-amzn-trace-id"] ?? [], time), sourceIp, publicUrl)],
    body: message,
  };
};

/** RFC 9110 10.1.1: 100-continue is the one expectation there is. Node has answered it before. */
const requireKnownExpectation = ({ headers: { expect } }: IncomingMessage) => {
  if (expect !== undefined && expect.toLowerCase() !== "100-continue")
    throw new ExpectationFailed(undefined, { cause: "Expect asks for something else than 100-continue" });
};

/** What API Gateway adds before anybody sees the request. */
const ownHeaders = (traceId: string, sourceIp: string, publicUrl: URL): readonly (readonly [string, string])[] => [
  ["X-Amzn-Trace-Id", traceId],
  ["X-Forwarded-For", sourceIp],
  ["X-Forwarded-Port", publicUrl.port || (publicUrl.protocol === "https:" ? "443" : "80")],
  ["X-Forwarded-Proto", publicUrl.protocol.replace(":", "")],
];
