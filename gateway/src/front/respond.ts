import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import type { Answer } from "../answer.ts";
import type { Facts } from "../facts/facts.ts";

/**
 * Writes an answer, and into the facts how much of it went out. A body that breaks off in the middle resets the
 * connection: the client must not take a part for the whole.
 * @returns why the body did not get through, where it did not.
 */
export const respond = async (
  { status, headers, body }: Answer,
  response: ServerResponse,
  facts: Pick<Facts, "responseLength">,
): Promise<Error | undefined> => {
  const whole = typeof body === "string" || Buffer.isBuffer(body) || body === null;
  const length = whole ? Buffer.byteLength(body ?? "") : null;
  response.writeHead(status, [...framed(headers, status), ...added(headers, length, status)].flat());
  if (!whole) return streamed(body, response, facts);
  facts.responseLength = response.req.method === "HEAD" ? 0 : (length ?? 0);
  return void response.end(body ?? undefined);
};

/** As `pipeline` of node:stream does it, but for the end of a broken body, which that would let pass for a proper one. */
const streamed = (body: Readable, response: ServerResponse, facts: Pick<Facts, "responseLength">) =>
  new Promise<Error | undefined>((resolve) => {
    body.on("data", (chunk: Buffer) => {
      facts.responseLength += chunk.length;
    });
    body.on("error", (error: Error) => {
      reset(response.socket);
      resolve(error);
    });
    response.once("close", () => {
      if (!response.writableFinished) body.destroy();
      resolve(undefined);
    });
    body.pipe(response);
  });

/** RFC 9110 8.6: a 204 has no length; a service's own would make some clients wait for a body. */
const framed = (headers: Answer["headers"], status: number) =>
  status === 204 ? headers.filter(([name]) => name.toLowerCase() !== "content-length") : headers;

const added = (headers: Answer["headers"], length: number | null, status: number): Answer["headers"] => {
  const isGiven = headers.some(([name]) => name.toLowerCase() === "content-length");
  return length === null || isGiven || status === 204 || status === 304 ? [] : [["Content-Length", String(length)]];
};

const reset = (socket: Socket | null) => {
  if (socket && !socket.destroyed) socket.resetAndDestroy();
};
