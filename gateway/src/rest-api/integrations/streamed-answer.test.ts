import { once } from "node:events";
import { connect } from "node:net";
import { PassThrough, Readable } from "node:stream";
import { InvocationFailed } from "@gatehouse/lambda/functions/invocation-failed.ts";
import type { StreamOutcome } from "@gatehouse/lambda/functions/invoke-function.ts";
import { describe, expect, test } from "@jest/globals";
import { startGateway } from "../../testing/gateway.ts";
import { raw } from "../../testing/raw-connection.ts";
import { until } from "../../testing/until.ts";
import { document, imported, invocation, operation } from "../import/testing/definition.ts";
import { withoutLongSilence } from "./streaming.ts";
import { asked } from "./testing/asked.ts";

const uri = invocation.replace("2015-03-31", "2021-11-15").replace("/invocations", "/response-streaming-invocations");
const integration = { type: "aws_proxy", httpMethod: "POST", uri, responseTransferMode: "STREAM" };
const nul = "\0".repeat(8);
const bytes = (...pieces: readonly string[]): StreamOutcome => ({
  kind: "stream",
  body: Readable.from(
    pieces.map((piece) => Buffer.from(piece, "latin1")),
    { objectMode: false },
  ),
});

const answerTo = async (outcome: StreamOutcome, more: object = {}) => {
  const events: unknown[] = [];
  const stream = async (_arn: string, event: unknown) => {
    events.push(event);
    return outcome;
  };
  return { ...(await asked({ integration, stream, ...more })), events };
};

describe("what a function streams, and what the client gets", () => {
  test.each<[string, readonly string[], object]>([
    ["in one piece", [`{"statusCode":201}${nul}hello`], { status: 201, body: "hello" }],
    ["in pieces", ['{"status', 'Code":201}\0\0\0', "\0\0\0\0\0hel", "lo"], { status: 201, body: "hello" }],
    [
      "with nothing but a status",
      [`{}${nul}`],
      { status: 200, body: "", headers: { "content-type": "application/json" } },
    ],
    ["with NUL bytes of its own", [`{}${nul}\0\0a${nul}b`], { body: `\0\0a${nul}b` }],
    ["in bytes, without binary media types", [`{}${nul}\xff\xfe`], { body: "\xff\xfe" }],
    [
      "with headers",
      [`{"headers":{"Content-Type":"text/event-stream","Server":"x"},"multiValueHeaders":{"X":["1"]}}${nul}data`],
      { body: "data", headers: { "content-type": "text/event-stream", "x-amzn-remapped-server": "x", x: "1" } },
    ],
    ["with cookies", [`{"cookies":["a=1"]}${nul}`], { headers: { "set-cookie": "a=1" } }],
    ["with much metadata", [`{"headers":{"x":"${"y".repeat(16_000)}"}}${nul}hi`], { status: 200, body: "hi" }],
  ])("%s", async (_what, pieces, expected) => {
    const { answer, events } = await answerTo(bytes(...pieces));
    expect(answer).toMatchObject(expected);
    expect(answer.headers["x-amzn-trace-id"]).toMatch(/^Root=1-/);
    expect(events).toEqual([expect.objectContaining({ httpMethod: "POST", path: "/things/1", body: null })]);
  });

  const bad = { status: 502, body: '{"message":"Internal server error"}' };
  test.each<[string, StreamOutcome, object]>([
    ["no delimiter", bytes('{"statusCode":200}hello'), bad],
    ["nothing", bytes(), bad],
    ["no metadata", bytes(`${nul}hello`), bad],
    ["metadata that is no JSON", bytes(`statusCode${nul}hello`), bad],
    ["an unknown member", bytes(`{"body":"x"}${nul}`), bad],
    ["a status that is none", bytes(`{"statusCode":42}${nul}`), bad],
    ["a header with a line break", bytes(`{"headers":{"x":"a\\r\\nb"}}${nul}`), bad],
    ["too much metadata", bytes(`{"headers":{"x":"${"y".repeat(16_384)}"}}${nul}`), bad],
    ["an error", { kind: "error", errorMessage: "hunter2", errorType: "Error" }, bad],
    ["a time-out", { kind: "timeout" }, { status: 504, body: '{"message":"Endpoint request timed out"}' }],
    [
      "no function",
      { kind: "unavailable", reason: "none" },
      { status: 500, body: '{"message":"Internal server error"}' },
    ],
  ])("%s", async (_what, outcome, expected) => {
    expect((await answerTo(outcome)).answer).toMatchObject(expected);
  });

  test.each<[object, number]>([
    [{ kind: "timeout" }, 504],
    [{ kind: "error", errorMessage: "oh", errorType: "Error" }, 502],
  ])("%j in the middle of the metadata is a %i", async (failure, status) => {
    const body = new PassThrough();
    const stream = async (): Promise<StreamOutcome> => {
      body.write('{"status');
      setTimeout(() => body.destroy(new InvocationFailed(failure as never)), 20);
      return { kind: "stream", body };
    };
    expect((await asked({ integration, stream })).answer.status).toBe(status);
  });

  test("one that failed before it is read is a failure like any other", async () => {
    const body = new PassThrough();
    body.on("error", () => {}).destroy(new InvocationFailed({ kind: "timeout" }));
    await new Promise(setImmediate);
    expect((await answerTo({ kind: "stream", body })).answer.status).toBe(504);
  });
});

const streaming = async (body: Readable) => {
  const { warnings: _, ...api } = imported(
    document({
      "/things/{id}": { parameters: [{ name: "id", in: "path", required: true }], get: operation(integration) },
    }),
  );
  const gateway = await startGateway({ folder: "/nowhere", ...api, stream: async () => ({ kind: "stream", body }) });
  const socket = connect({ port: gateway.port, host: "127.0.0.1" });
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  socket.on("error", () => {});
  socket.write(raw("GET /things/1 HTTP/1.1", "Host: gw"));
  return { gateway, socket, text: () => text };
};

describe("a payload", () => {
  test("goes on piece by piece, while the function still writes", async () => {
    const body = new PassThrough();
    body.write(`{}${nul}one`);
    const { gateway, socket, text } = await streaming(body);
    await until(() => text().includes("one"));
    body.write("two");
    await until(() => text().includes("two"));
    body.end();
    await until(() => text().endsWith("0\r\n\r\n"));
    socket.destroy();
    await gateway.close();
  });

  test("that breaks off resets the client's connection", async () => {
    const body = new PassThrough();
    body.write(`{}${nul}one`);
    const { gateway, socket, text } = await streaming(body);
    await until(() => text().includes("one"));
    body.destroy(new InvocationFailed({ kind: "timeout" }));
    expect(await new Promise((resolve) => socket.once("close", resolve))).toBe(true);
    expect(text()).not.toContain("0\r\n\r\n");
    await gateway.close();
  });

  test("that says nothing for too long is broken off, and one that does is not", async () => {
    const silent = withoutLongSilence(new PassThrough(), 20);
    const [error] = (await once(silent, "error")) as [Error];
    expect(error.message).toMatch(/nothing came for 20 ms/);
    const body = new PassThrough();
    const ended = once(withoutLongSilence(body, 10_000).resume(), "end");
    body.end("said");
    await ended;
    expect(body.errored).toBeNull();
  });
});
