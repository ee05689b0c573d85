import type { IncomingMessage } from "node:http";
import { malformed } from "./failures.ts";

const bodiless: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses what two servers could frame in two ways. Node has refused Content-Length beside Transfer-Encoding, folded
 * lines and bare line feeds already.
 * @throws a 400 with the reason as its cause.
 */
export const requireClearFraming = ({ headers, httpVersion, method = "" }: IncomingMessage): void => {
  // Node's parser takes HTTP/0.9 and HTTP/2.0 for requests, too; neither frames them like this.
  if (httpVersion !== "1.1" && httpVersion !== "1.0") throw malformed(`HTTP/${httpVersion} is not spoken here`);
  const encoding = headers["transfer-encoding"];
  if (encoding !== undefined && httpVersion !== "1.1") throw malformed("Transfer-Encoding needs HTTP/1.1"); // RFC 9112 6.1
  if (encoding !== undefined && encoding.toLowerCase() !== "chunked")
    throw malformed("Transfer-Encoding is not chunked alone");
  if (bodiless.has(method) && (encoding !== undefined || Number(headers["content-length"] ?? 0) > 0))
    throw malformed(`a ${method} request has no content that all servers would read alike`); // RFC 9110 9.3.1
};

/** Whether a body follows the headers (RFC 9112 6.3). */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
