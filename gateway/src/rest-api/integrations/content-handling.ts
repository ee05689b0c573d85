import { type Headers, lastHeader } from "../../request/headers.ts";
import { firstMediaType, isListed } from "../../request/media-type.ts";
import type { ContentHandling } from "../api.ts";

import { GatewayRefusal } from "../refusal.ts";

/** A payload as an integration hands it on: text can go through a template, bytes cannot. */
export type Payload = string | Buffer;

interface Payloads {
  readonly binaryMediaTypes: readonly string[];
  readonly contentHandling: ContentHandling | null;
}

/**
 * What becomes of a request's body:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 * @throws {GatewayRefusal} 500 where text that should be base64 is none.
 */
export const requestPayload = (
  body: Buffer,
  headers: Headers,
  { binaryMediaTypes, contentHandling }: Payloads,
): Payload => {
  if (body.length === 0) return "";
  if (isBinary(headers, "content-type", binaryMediaTypes))
    return contentHandling === "CONVERT_TO_TEXT" ? body.toString("base64") : body;
  return contentHandling === "CONVERT_TO_BINARY" ? bytesIn(body.toString("utf8")) : body.toString("utf8");
};

interface Answered extends Payloads {
  /** Of the client's request. */
  readonly request: Headers;
  /** Of the backend's answer. */
  readonly response: Headers;
}

/** Whether a backend's answer reaches templates as base64, and whether what comes of it is decoded for the client. */
export const responseHandling = ({ request, response, binaryMediaTypes, contentHandling }: Answered) => {
  const isBinaryAnswer = isBinary(response, "content-type", binaryMediaTypes);
  const isBinaryWanted = isBinary(request, "accept", binaryMediaTypes);
  const becomesBinary = contentHandling === "CONVERT_TO_BINARY" || (contentHandling === null && isBinaryWanted);
  return { isBinaryAnswer, becomesBinary };
};

const isBinary = (headers: Headers, name: string, binaryMediaTypes: readonly string[]) => {
  return isListed(firstMediaType(lastHeader(headers, name)), binaryMediaTypes);
};

/** Unconfirmed: a text in quotes, as a function returns one, is decoded without them. */
export const bytesIn = (text: string): Buffer => {
  const base64 = text.trim().replace(/^"(.*)"$/s, "$1");
  if (!/^[A-Za-z0-9+/\r\n]*={0,2}$/.test(base64))
    throw new GatewayRefusal("API_CONFIGURATION_ERROR", "CONVERT_TO_BINARY: the payload is no base64");
  return Buffer.from(base64, "base64");
};
