import { promisify } from "node:util";
import { deflate, gzip } from "node:zlib";
import type { Answer } from "../answer.ts";
import { hasHeader, joinedHeader } from "../request/headers.ts";
import type { Route } from "./api.ts";
import { acceptedCoding } from "./content-coding.ts";
import type { Integrate } from "./integrations/integrate.ts";

const compress = { gzip: promisify(gzip), deflate: promisify(deflate) };

/**
 * An integration whose answers are compressed for clients that name a coding, from a size on.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-receive-response-with-compressed-payload.html
 * @param minimum bytes of the body, after templates; null: nothing is compressed.
 */
export const compressing = (integrate: Integrate, { integration }: Route, minimum: number | null): Integrate => {
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html: a stream is not compressed.
  if (minimum === null || ("transferMode" in integration && integration.transferMode === "STREAM")) return integrate;
  return async (mapped, abort, calls) => {
    const answer = await integrate(mapped, abort, calls);
    if (mapped.request.method === "HEAD") return answer;
    const coding = acceptedCoding(joinedHeader(mapped.request.headers, "accept-encoding", ", ") ?? "");
    const isOpen = !hasHeader(answer.headers, "content-encoding");
    return isOpen && (coding === "gzip" || coding === "deflate") ? compressed(answer, coding, minimum) : answer;
  };
};

const compressed = async (answer: Answer, coding: keyof typeof compress, minimum: number): Promise<Answer> => {
  const body = await whole(answer.body);
  // Unconfirmed: nothing stays nothing.
  if (body.length === 0 || body.length < minimum) return { ...answer, body };
  const headers = answer.headers.filter(([name]) => name.toLowerCase() !== "content-length");
  return { ...answer, headers: [...headers, ["Content-Encoding", coding]], body: await compress[coding](body) };
};

/** A service's answer is limited already, so that it may be held. */
const whole = async (body: Answer["body"]): Promise<Buffer> => {
  if (body === null || typeof body === "string" || Buffer.isBuffer(body)) return Buffer.from(body ?? "");
  return Buffer.concat(await body.toArray());
};
