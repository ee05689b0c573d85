import { once } from "node:events";
import type { Readable } from "node:stream";
import { failureIn } from "@gatehouse/lambda/functions/invocation-failed.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { functionFailed, malformedAnswer } from "./function-failed.ts";
import { answerHead, streamedHead } from "./streamed-head.ts";

/** Between the metadata and the payload: eight NUL bytes, within the first 16 KB. */
const delimiter = Buffer.alloc(8);
const furthest = 16_384;

/**
 * Reads the beginning of what a function streams; the rest is the answer's body.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 * @throws {GatewayRefusal} where the function fails before its payload, and 502 where the beginning has another shape
 * (Unconfirmed: the manual does not say what becomes of one).
 */
export const streamedAnswer = async (stream: Readable, arn: string): Promise<Answer> => {
  const { metadata, payload } = await parted(stream, arn);
  const parsed = streamedHead.safeParse(metadata);
  if (!parsed.success) throw givenUp(stream, z.prettifyError(parsed.error));
  if (payload.length > 0) stream.unshift(payload);
  return { ...answerHead(parsed.data), body: stream };
};

const parted = async (stream: Readable, arn: string) => {
  let received = Buffer.alloc(0);
  for (;;) {
    const chunk = stream.read() as Buffer | null;
    if (chunk !== null) received = Buffer.concat([received, chunk]);
    const at = received.indexOf(delimiter);
    if (at >= 0 && at <= furthest)
      return { metadata: jsonIn(received.subarray(0, at)), payload: received.subarray(at + delimiter.length) };
    if (received.length > furthest + delimiter.length || stream.readableEnded)
      throw givenUp(stream, "no eight NUL bytes behind its metadata");
    if (chunk === null) await more(stream, arn);
  }
};

/** Waits for the next piece, or for the end. */
const more = async (stream: Readable, arn: string): Promise<void> => {
  if (stream.errored) throw functionFailed(failureIn(stream.errored), arn);
  const come = new AbortController();
  try {
    await Promise.race(["readable", "end"].map((event) => once(stream, event, { signal: come.signal })));
  } catch (error) {
    throw functionFailed(failureIn(error), arn);
  } finally {
    // A listener that is left behind would keep the stream from flowing.
    come.abort();
  }
};

const jsonIn = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
};

const givenUp = (stream: Readable, fault: string) => {
  stream.on("error", () => {}).destroy();
  return malformedAnswer(fault);
};
