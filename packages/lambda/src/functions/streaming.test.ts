import type { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { setTimeout as after } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { provideAwslambda } from "./awslambda.ts";
import { type Functions, functionsIn } from "./functions.ts";
import { InvocationFailed } from "./invocation-failed.ts";
import { arn, functionsFolder } from "./testing/listed.ts";
import { withoutId } from "./testing/without-id.ts";

const { list, remove } = functionsFolder();
const streaming = ["http", "json", "empty", "endedOnly", "failing", "breaking", "destroying", "synchronous"].concat(
  "lateType",
  "unended",
  "endless",
);
const plain = ["echo", "throwing", "slow", "long"];
let functions: Functions;
beforeAll(() => {
  const entry = (name: string, file: string) => `- arn: ${arn(name)}\n  handler: ${file}#${name}\n`;
  const here = (name: string) => new URL(`testing/${name}`, import.meta.url).pathname;
  functions = functionsIn(
    list(
      [
        ...streaming.map((name) => entry(name, here("streaming-handlers.ts"))),
        ...plain.map((name) => entry(name, here("handlers.ts"))),
      ].join(""),
    ),
  );
});
afterAll(async () => {
  await functions.close();
  remove();
});

const streamed = (name: string, event: unknown = { a: 1 }, timeout = 5_000, abort?: AbortSignal) =>
  withoutId(functions.stream(arn(name), event, timeout, abort));
const bodyOf = async (name: string, event?: unknown, timeout?: number, abort?: AbortSignal): Promise<Readable> => {
  const outcome = await streamed(name, event, timeout, abort);
  if (outcome.kind !== "stream") throw new Error(JSON.stringify(outcome));
  return outcome.body;
};
const nul = "\0".repeat(8);
const httpAnswer = `{"statusCode":201,"headers":{"x-a":"b"},"cookies":["c=d"]}${nul}first,second{"event":{"a":1}}`;

describe("an answer that streams", () => {
  test.each([
    ["http", httpAnswer],
    ["json", '{"a":{"a":1}}'],
    ["empty", ""],
    // The runtime sends metadata with the first write, and `end` is none.
    ["endedOnly", "without metadata"],
    // Not one that streams: its JSON comes at once.
    ["echo", expect.stringMatching(/^\{"event":\{"a":1\},"context":\{.*\}$/)],
  ])("of %s", async (name, whole) => {
    expect(await text(await bodyOf(name))).toEqual(whole);
  });

  test.each([
    ["failing", { kind: "error", errorType: "RangeError", errorMessage: "too far" }],
    [
      "lateType",
      {
        kind: "error",
        errorType: "Runtime.InvalidStreamingOperation",
        errorMessage: "Cannot set content-type, too late.",
      },
    ],
    ["destroying", { kind: "error", errorType: "Error", errorMessage: "lost" }],
    [
      "synchronous",
      { kind: "error", errorType: "Error", errorMessage: "Streaming does not support non-async handlers." },
    ],
    ["throwing", { kind: "error", errorType: "Error", errorMessage: "Unauthorized" }],
  ])("of %s fails before it began", async (name, outcome) => {
    expect(await streamed(name)).toEqual(outcome);
  });

  test("that breaks says so to its reader", async () => {
    const failed = await text(await bodyOf("breaking")).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(InvocationFailed);
    expect(failed).toMatchObject({
      message: "RangeError: too far",
      outcome: { kind: "error", errorType: "RangeError", errorMessage: "too far" },
    });
  });

  test("is given up when its time is over, be it before or after its first byte", async () => {
    expect(await streamed("slow", {}, 30)).toEqual({ kind: "timeout" });
    const body = await bodyOf("unended", {}, 100);
    await expect(text(body)).rejects.toMatchObject({ outcome: { kind: "timeout" } });
  });

  test("is not waited for by a caller who has left", async () => {
    const leaving = new AbortController();
    const outcome = streamed("slow", {}, 5_000, leaving.signal);
    leaving.abort();
    expect(await outcome).toMatchObject({ kind: "unavailable" });
    expect(await streamed("slow", {}, 5_000, AbortSignal.abort())).toMatchObject({ kind: "unavailable" });
    expect(await text(await bodyOf("json", 1, 5_000, new AbortController().signal))).toBe('{"a":1}');
  });

  test("waits for its reader, and no longer for one who has left", async () => {
    const { seen } = await import("./testing/streaming-handlers.ts");
    const leaving = new AbortController();
    const body = await bodyOf("endless", { pieces: 100 }, 10_000, leaving.signal);
    await after(100);
    expect(seen.pieces).toBeLessThan(10);
    leaving.abort();
    await expect(text(body)).rejects.toThrow("the caller gave up");
    while (!seen.done) await after(5);
    expect(seen.pieces).toBe(100);
    expect((await buffer(await bodyOf("endless", { pieces: 100 }, 10_000))).length).toBe(100 * 65_536);
  });

  test("of a function that does not stream has its limit, and of one that does has none", async () => {
    expect(await streamed("long", { size: 6_291_555 })).toMatchObject({ errorType: "Function.ResponseSizeTooLarge" });
    expect((await buffer(await bodyOf("endless", { pieces: 97 }))).length).toBeGreaterThan(6_291_556);
  });
});

describe("a handler that streams, invoked for its whole answer", () => {
  test.each([
    ["http", { a: 1 }, { kind: "result", value: httpAnswer }],
    ["json", 1, { kind: "result", value: { a: 1 } }],
    ["empty", {}, { kind: "result", value: null }],
    ["breaking", {}, { kind: "error", errorType: "RangeError", errorMessage: "too far" }],
    ["endless", { pieces: 97 }, expect.objectContaining({ errorType: "Function.ResponseSizeTooLarge" })],
  ])("%s", async (name, event, outcome) => {
    expect(await withoutId(functions.invoke(arn(name), event, 5_000))).toEqual(outcome);
  });
});

test("a bundle may bring its own copy of the runtime's global", () => {
  const { awslambda } = globalThis as { awslambda?: unknown };
  provideAwslambda();
  expect((globalThis as { awslambda?: unknown }).awslambda).toBe(awslambda);
});
