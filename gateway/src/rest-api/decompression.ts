import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import { BodyTooLarge } from "../forwarder/failure-of.ts";
import { largestBody, replaceBody, wholeBody } from "../forwarder/limited-body.ts";
import { hasBody } from "../front/framing.ts";
import type { ApiRequest } from "../request/client-request.ts";
import { joinedHeader } from "../request/headers.ts";
import { contentCoding } from "./content-coding.ts";
import { GatewayRefusal } from "./refusal.ts";

const decompress = { gzip: promisify(gunzip), deflate: promisify(inflate) };

/**
 * Puts what a compressed body holds in its place, whatever the API's own setting for answers. It belongs behind the
 * authorizer: a signature is of what was sent, and who may not ask makes nobody unpack anything.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-make-request-with-compressed-payload.html
 * @throws {GatewayRefusal} 415 for a coding that API Gateway does not know, and for a body that is not of its coding.
 * @throws {BodyTooLarge} where it holds more than a body may (Unconfirmed: AWS does not say what it does then).
 */
export const decompressBody = async (request: Pick<ApiRequest, "headers" | "body">): Promise<void> => {
  const named = joinedHeader(request.headers, "content-encoding", ", ");
  if (named === undefined || !hasBody(request.body)) return;
  const coding = contentCoding(named);
  if (coding === undefined) throw unsupported(`a body cannot be of the coding ${JSON.stringify(named)}`);
  if (coding === "identity") return;
  const body = await wholeBody(request.body);
  replaceBody(request.body, await contentOf(body, coding));
};

const contentOf = async (body: Buffer, coding: keyof typeof decompress): Promise<Buffer> => {
  try {
    return await decompress[coding](body, { maxOutputLength: largestBody });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE")
      throw new BodyTooLarge(`the body holds more than ${largestBody} bytes in ${coding}`);
    throw unsupported(`the body is not ${coding}: ${message}`);
  }
};

const unsupported = (reason: string) => new GatewayRefusal("UNSUPPORTED_MEDIA_TYPE", reason);
