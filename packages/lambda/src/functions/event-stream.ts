import { InvocationFailed } from "./invocation-failed.ts";
import { objectIn } from "./lambda-api.ts";

/** Bytes of one message, headers and all: 16 MB and what frames them. */
const messageLimit = 17 * 1024 * 1024;

interface Message {
  readonly headers: Readonly<Record<string, { readonly value: unknown }>>;
  readonly body: Uint8Array;
}

/**
 * Takes a function's payload out of the event stream that InvokeWithResponseStream answers.
 * https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStreamResponseEvent.html
 * @throws {InvocationFailed} where the function fails; an `Error` where the stream is none, or is cut off.
 */
export async function* payloadIn(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const { headers, body } of messagesIn(source)) {
    const type = headers[":message-type"]?.value === "event" ? headers[":event-type"]?.value : "exception";
    if (type === "exception")
      throw new Error(`the stream ended with ${text(headers[":exception-type"])}: ${text(body)}`);
    if (type === "InvokeComplete") return requireSuccess(body);
    if (type === "PayloadChunk" && body.length > 0) yield body;
  }
  throw new Error("the stream ended without InvokeComplete");
}

const text = (part: Uint8Array | { readonly value: unknown } | undefined) =>
  part instanceof Uint8Array ? Buffer.from(part).toString() : String(part?.value);

/** https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStreamCompleteEvent.html */
const requireSuccess = (body: Uint8Array) => {
  const { ErrorCode, ErrorDetails = "" } = objectIn(text(body));
  if (ErrorCode === undefined || ErrorCode === null) return;
  // Unconfirmed: the details are the function's error as JSON, as its runtime reports it; anything else is a message.
  const { errorType = ErrorCode, errorMessage = ErrorDetails } = objectIn(String(ErrorDetails));
  throw new InvocationFailed({ kind: "error", errorType: String(errorType), errorMessage: String(errorMessage) });
};

/** Messages of application/vnd.amazon.eventstream: each begins with its own length, and is checked against its sums. */
async function* messagesIn(source: AsyncIterable<Uint8Array>): AsyncGenerator<Message> {
  // Imported where a function streams over HTTP, which few do: it costs every start dearly.
  const { EventStreamCodec } = await import("@smithy/core/event-streams");
  const codec = new EventStreamCodec(
    (bytes) => Buffer.from(bytes as Uint8Array).toString(),
    (string) => Buffer.from(string),
  );
  const take = taking(source);
  for (let start = await take(4); start; start = await take(4)) {
    const length = start.readUInt32BE();
    if (length < 16 || length > messageLimit)
      throw new Error(`a message of ${length} bytes is none of an event stream`);
    const rest = await take(length - 4);
    if (!rest) throw new Error("the stream ended within a message");
    yield codec.decode(Buffer.concat([start, rest]));
  }
}

/** Reads a number of bytes at a time. @returns nothing at the end, even if there are some bytes left. */
const taking = (source: AsyncIterable<Uint8Array>) => {
  const pieces = source[Symbol.asyncIterator]();
  let held: Uint8Array[] = [];
  let size = 0;
  return async (wanted: number): Promise<Buffer | undefined> => {
    while (size < wanted) {
      const { done, value } = await pieces.next();
      if (done) return undefined;
      held.push(value);
      size += value.length;
    }
    const all = Buffer.concat(held);
    held = [all.subarray(wanted)];
    size -= wanted;
    return all.subarray(0, wanted);
  };
};
