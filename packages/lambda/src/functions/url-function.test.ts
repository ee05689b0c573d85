import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, describe, expect, test } from "@jest/globals";
import { EventStreamCodec } from "@smithy/core/event-streams";
import { functionsIn } from "./functions.ts";
import { arn, functionsFolder } from "./testing/listed.ts";

const { list, remove } = functionsFolder();
afterAll(remove);

let server: Server | undefined;
const stop = () => {
  server?.closeAllConnections();
  server?.close();
};
afterEach(stop);

const far = `${arn("far")}:live`;
const serving = async (listener: RequestListener) => {
  stop();
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return functionsIn(list(`- arn: ${far}\n  url: ${url}`));
};
const invoked = async (listener: RequestListener, timeout = 5_000) =>
  (await serving(listener)).invoke(far, { a: 1 }, timeout);
const streamed = async (listener: RequestListener, timeout = 5_000) =>
  (await serving(listener)).stream(far, { a: 1 }, timeout);

describe("a function behind the Lambda Invoke API", () => {
  test("is posted the event", async () => {
    const seen: unknown[] = [];
    const outcome = await invoked((request, response) => {
      seen.push(`${request.method} ${request.url}`, request.headers["x-amz-invocation-type"]);
      response.setHeader("x-amzn-RequestId", "b-1");
      request.pipe(response);
    });
    expect(outcome).toEqual({ kind: "result", value: { a: 1 }, requestId: "b-1" });
    expect(seen).toEqual(["POST /2015-03-31/functions/far/invocations?Qualifier=live", "RequestResponse"]);
  });

  test.each([
    ["Unhandled", '{"errorMessage":"Unauthorized","errorType":"Error"}', "Error", "Unauthorized"],
    ["Handled", '{"errorMessage":"Unauthorized","errorType":"Error","stackTrace":[]}', "Error", "Unauthorized"],
    ["Unhandled", '{"errorMessage":"Task timed out"}', "Unhandled", "Task timed out"],
    ["Unhandled", '"Unauthorized"', "Unhandled", ""],
  ])("reports its error: %s %s", async (handled, payload, errorType, errorMessage) => {
    const outcome = await invoked((_request, response) => {
      response.setHeader("x-amz-function-error", handled);
      response.end(payload);
    });
    expect(outcome).toEqual({ kind: "error", errorType, errorMessage });
  });

  // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors
  test.each<[number, string, object, string]>([
    [
      429,
      "TooManyRequestsException:http://internal.amazon.com/coral/",
      { message: "Rate Exceeded." },
      "429 TooManyRequestsException Rate Exceeded.",
    ],
    [
      404,
      "ResourceNotFoundException",
      { Type: "User", Message: "Function not found" },
      "404 ResourceNotFoundException Function not found",
    ],
    [
      403,
      "AccessDeniedException",
      { Message: "is not authorized to perform" },
      "403 AccessDeniedException is not authorized to perform",
    ],
  ])("may be refused with %i", async (status, type, body, told) => {
    const refusing: RequestListener = (_request, response) =>
      void response.writeHead(status, { "x-amzn-errortype": type }).end(JSON.stringify(body));
    const refused = { kind: "unavailable", reason: expect.stringMatching(new RegExp(`answered ${told}$`)) };
    expect(await invoked(refusing)).toEqual(refused);
    expect(await streamed(refusing)).toEqual(refused);
  });

  test.each<[string, RequestListener, RegExp]>([
    ["that fails without a word", (_request, response) => void response.writeHead(500).end("<html>"), /answered 500$/],
    [
      "whose error never ends",
      (_request, response) => void response.writeHead(500).end("x".repeat(100_000)),
      /answered 500$/,
    ],
    [
      "that redirects",
      (_request, response) => void response.writeHead(302, { location: "/" }).end(),
      /unexpected redirect/,
    ],
    ["that hangs up", (request) => void request.socket.destroy(), /fetch failed: /],
    ["that answers no JSON", (_request, response) => void response.end("<html>"), /answered what is not JSON$/],
  ])("%s is unavailable", async (_what, listener, reason) => {
    expect(await invoked(listener)).toEqual({ kind: "unavailable", reason: expect.stringMatching(reason) });
  });

  test.each([
    [6_291_556, { kind: "result", value: expect.any(String) }],
    [6_291_557, expect.objectContaining({ kind: "error", errorType: "Function.ResponseSizeTooLarge" })],
  ])("may answer so much and no more: %i", async (size, outcome) => {
    expect(await invoked((_request, response) => void response.end(JSON.stringify("x".repeat(size - 2))))).toEqual(
      outcome,
    );
  });

  test("that is too slow times out", async () => {
    expect(await invoked(() => {}, 30)).toEqual({ kind: "timeout" });
    expect(await invoked((_request, response) => void response.write("{"), 100)).toEqual({ kind: "timeout" });
  });
});

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString(),
  (string) => Buffer.from(string),
);
const message = (headers: Record<string, string>, body: string) =>
  Buffer.from(
    codec.encode({
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { type: "string", value }])),
      body: Buffer.from(body),
    }),
  );
const event = (type: string, body: string) => message({ ":message-type": "event", ":event-type": type }, body);
const complete = (details: object = {}) => event("InvokeComplete", JSON.stringify(details));
const cut = (bytes: Buffer, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );

/** Answers an event stream in pieces of this size. */
const answering =
  (size: number, ...messages: readonly Buffer[]): RequestListener =>
  (_request, response) => {
    response.setHeader("content-type", "application/vnd.amazon.eventstream");
    for (const piece of cut(Buffer.concat(messages), size)) response.write(piece);
    response.end();
  };

describe("a function behind InvokeWithResponseStream", () => {
  test.each([1, 7, 100_000])("streams its answer, whichever way it is cut: %i", async (size) => {
    const seen: unknown[] = [];
    const chunks = [event("PayloadChunk", '{"statusCode":200}'), event("PayloadChunk", `${"\0".repeat(8)}`)];
    const answer = answering(size, ...chunks, event("PayloadChunk", ""), event("PayloadChunk", "body"), complete());
    const outcome = await streamed((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      answer(request, response);
    });
    if (outcome.kind !== "stream") throw new Error(JSON.stringify(outcome));
    expect(await text(outcome.body)).toBe(`{"statusCode":200}${"\0".repeat(8)}body`);
    expect(seen).toEqual(["POST /2021-11-15/functions/far/response-streaming-invocations?Qualifier=live"]);
  });

  test.each<[string, Buffer[], object]>([
    [
      "an error of the function",
      [complete({ ErrorCode: "Unhandled", ErrorDetails: '{"errorType":"RangeError","errorMessage":"too far"}' })],
      { kind: "error", errorType: "RangeError", errorMessage: "too far" },
    ],
    [
      "an error in words",
      [complete({ ErrorCode: "Runtime.ExitError", ErrorDetails: "it exited" })],
      { kind: "error", errorType: "Runtime.ExitError", errorMessage: "it exited" },
    ],
    [
      "an exception of Lambda",
      [message({ ":message-type": "exception", ":exception-type": "ServiceException" }, '{"message":"x"}')],
      { kind: "unavailable", reason: expect.stringContaining('ServiceException: {"message":"x"}') },
    ],
    ["no end", [], { kind: "unavailable", reason: expect.stringContaining("without InvokeComplete") }],
    ["half a message", [complete().subarray(0, 9)], { kind: "unavailable", reason: expect.stringContaining("within") }],
    [
      "a wrong sum",
      [Buffer.concat([complete().subarray(0, -1), Buffer.from("x")])],
      { kind: "unavailable", reason: expect.stringContaining("checksum") },
    ],
    [
      "what is no event stream",
      [Buffer.from('{"statusCode":200}')],
      { kind: "unavailable", reason: expect.stringContaining("none of an event stream") },
    ],
  ])("that ends with %s", async (_what, messages, outcome) => {
    expect(await streamed(answering(100_000, ...messages))).toEqual(outcome);
    // Control: the same end after some of the answer is told to who reads it.
    const begun = await streamed((_request, response) => {
      response.write(event("PayloadChunk", "some"));
      setTimeout(() => response.end(Buffer.concat(messages)), 50);
    });
    if (begun.kind !== "stream") throw new Error(JSON.stringify(begun));
    await expect(text(begun.body)).rejects.toMatchObject({ outcome });
  });

  test("is given up when its time is over, and its connection with it", async () => {
    const left: Promise<void>[] = [];
    const hanging: RequestListener = (_request, response) => {
      left.push(new Promise((resolve) => response.once("close", resolve)));
      response.write(event("PayloadChunk", "some"));
    };
    const begun = await streamed(hanging, 300);
    if (begun.kind !== "stream") throw new Error(JSON.stringify(begun));
    await expect(text(begun.body)).rejects.toMatchObject({ outcome: { kind: "timeout" } });
    await Promise.all(left);
    expect(left).toHaveLength(1);
    expect(await streamed(() => {}, 30)).toEqual({ kind: "timeout" });
  });
});
