import { BadFile } from "@gatehouse/config/yaml-file.ts";
import { afterAll, describe, expect, test } from "@jest/globals";
import { functionsIn } from "./functions.ts";
import { noFunctions } from "./no-functions.ts";
import { closed } from "./testing/handlers.ts";
import { arn, functionsFolder } from "./testing/listed.ts";
import { withoutId } from "./testing/without-id.ts";

const { list, write, remove } = functionsFolder();
afterAll(remove);

const listed = (name: string) => functionsIn(list(`- arn: ${arn(name)}\n  handler: HANDLERS#${name}\n`));
const invoked = (name: string, event: unknown = { a: 1 }, timeout = 1_000) =>
  withoutId(listed(name).invoke(arn(name), event, timeout));
interface Echo {
  readonly context: { readonly awsRequestId: string };
}
/** Reads a list and loads all of it. */
const loaded = async (text: string) => {
  const functions = functionsIn(list(text));
  await functions.load(functions.arns);
  return functions;
};

describe("a handler in the process", () => {
  test("gets the event and Lambda's context", async () => {
    expect(await invoked("echo")).toMatchObject({
      kind: "result",
      value: {
        event: { a: 1 },
        context: {
          functionName: "echo",
          functionVersion: "$LATEST",
          invokedFunctionArn: arn("echo"),
          awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        },
      },
    });
    const left = (await invoked("remaining", {}, 1_000)) as { value: number };
    expect(left.value).toBeGreaterThan(0);
    expect(left.value).toBeLessThanOrEqual(1_000);
  });

  test.each<[string, unknown]>([
    ["called", { kind: "result", value: { a: 1 } }],
    ["calledBack", { kind: "error", errorType: "string", errorMessage: "Unauthorized" }],
    ["calledBackEmpty", { kind: "result", value: null }],
    ["synchronous", { kind: "result", value: null }],
    ["nothing", { kind: "result", value: null }],
    ["throwing", { kind: "error", errorType: "Error", errorMessage: "Unauthorized" }],
    ["rejecting", { kind: "error", errorType: "RangeError", errorMessage: "too far" }],
    ["throwingText", { kind: "error", errorType: "string", errorMessage: "Unauthorized" }],
    ["throwingNull", { kind: "error", errorType: "handled", errorMessage: expect.stringContaining("problem") }],
    ["circular", { kind: "error", errorType: "Error", errorMessage: "Unable to stringify response body" }],
  ])("%s", async (name, outcome) => {
    expect(await invoked(name)).toEqual(outcome);
  });

  test("shares no object with who invokes it", async () => {
    const event = { seen: false };
    expect(await invoked("changing", event)).toEqual({ kind: "result", value: { date: "1970-01-01T00:00:00.000Z" } });
    expect(event.seen).toBe(false);
  });

  test("is given up when its time is over", async () => {
    expect(await invoked("slow", {}, 20)).toEqual({ kind: "timeout" });
  });

  test("may have a time-out of its own, within that of who invokes it", async () => {
    const timed = (timeout: number) =>
      withoutId(
        functionsIn(list(`- arn: ${arn("slow")}\n  handler: HANDLERS#slow\n  timeoutSeconds: 1\n`)).invoke(
          arn("slow"),
          {},
          timeout,
        ),
      );
    // As recorded on AWS (November 2025).
    expect(await timed(5_000)).toEqual({
      kind: "error",
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/),
    });
    expect(await timed(20)).toEqual({ kind: "timeout" });
  });

  // Lambda names this number of bytes, a little more than 6 MB; two of them are the quotes of the JSON text.
  test.each([
    [6_291_554, { kind: "result", value: expect.any(String) }],
    [
      6_291_555,
      {
        kind: "error",
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
      },
    ],
  ])("may answer so much and no more: %i", async (size, outcome) => {
    expect(await invoked("long", { size }, 10_000)).toEqual(outcome);
  });

  test.each([
    [6_291_454, { kind: "result", value: 6_291_454 }],
    [
      6_291_455,
      {
        kind: "unavailable",
        reason:
          "RequestTooLargeException: 6291457 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)",
      },
    ],
  ])("may be asked with so much and no more: %i", async (size, outcome) => {
    expect(await invoked("measuring", "x".repeat(size), 10_000)).toEqual(outcome);
  });

  test("names each invocation as the function's own context does", async () => {
    const outcomes = [
      await listed("echo").invoke(arn("echo"), 1, 1_000),
      await listed("echo").invoke(arn("echo"), 1, 1_000),
    ];
    const ids = outcomes.map((outcome) => outcome.kind === "result" && (outcome.value as Echo).context.awsRequestId);
    expect(outcomes.map(({ requestId }) => requestId)).toEqual(ids);
    expect(new Set(ids).size).toBe(2);
  });

  test("is closed with its module", async () => {
    const functions = listed("echo");
    const before = closed.times;
    await functions.close();
    expect(closed.times).toBe(before);
    await functions.load([arn("echo")]);
    await functions.close();
    expect(closed.times).toBe(before + 1);
  });

  test("that nobody listed is unavailable", async () => {
    expect(await listed("echo").invoke(arn("other"), {}, 100)).toMatchObject({ kind: "unavailable" });
  });
});

describe("the list of functions", () => {
  test.each<[string, string, RegExp]>([
    ["no such file", `- arn: ${arn("a")}\n  handler: ./none.ts#handler`, /line 2.*there is no file .*none\.ts/],
    ["no such export", `- arn: ${arn("a")}\n  handler: HANDLERS#handler`, /line 2.*exports no function handler.*echo/],
    ["no function", `- arn: ${arn("a")}\n  handler: HANDLERS#notAFunction`, /line 2.*exports no function/],
    ["no export named", `- arn: ${arn("a")}\n  handler: HANDLERS`, /line 2.*path#export/],
    ["no ARN", "- arn: authorizer\n  handler: HANDLERS#echo", /line 1.*ARN/],
    ["neither handler nor url", `- arn: ${arn("a")}`, /line 1.*either handler or url/],
    ["both", `- arn: ${arn("a")}\n  handler: HANDLERS#echo\n  url: http://localhost`, /either handler or url/],
    ["an unknown member", `- arn: ${arn("a")}\n  handler: HANDLERS#echo\n  timeout: 3`, /timeout/],
    [
      "a runtime of its own",
      `- arn: ${arn("a")}\n  handler: HANDLERS#echo\n  runtime: thread`,
      /line 3.*runtime: expected process or worker/,
    ],
    [
      "no time at all",
      `- arn: ${arn("a")}\n  handler: HANDLERS#echo\n  timeoutSeconds: 0`,
      /line 3.*timeoutSeconds: expected .* from 1 to 900/,
    ],
    ["too much time", `- arn: ${arn("a")}\n  handler: HANDLERS#echo\n  timeoutSeconds: 901`, /line 3.*from 1 to 900/],
    [
      "too little memory",
      `- arn: ${arn("a")}\n  handler: HANDLERS#echo\n  runtime: worker\n  memoryMegabytes: 64`,
      /line 4.*memoryMegabytes: expected .* from 128 to 10240/,
    ],
    [
      "memory of the process",
      `- arn: ${arn("a")}\n  handler: HANDLERS#echo\n  memoryMegabytes: 256`,
      /line 3.*memoryMegabytes: .*runtime: worker/,
    ],
    [
      "a runtime behind a url",
      `- arn: ${arn("a")}\n  url: http://a\n  runtime: worker`,
      /line 3.*runtime: belongs to a handler/,
    ],
    [
      "a time-out behind a url",
      `- arn: ${arn("a")}\n  url: http://a\n  timeoutSeconds: 3`,
      /line 3.*timeoutSeconds: belongs/,
    ],
    ["a bad url", `- arn: ${arn("a")}\n  url: localhost:3001`, /line 2.*http/],
    ["twice the same", `- arn: ${arn("a")}\n  url: http://a\n- arn: ${arn("a")}\n  url: http://b`, /line 3.*twice/],
  ])("with %s stops the start", async (_what, text, message) => {
    const reading = loaded(text);
    await expect(reading).rejects.toThrow(BadFile);
    await expect(reading).rejects.toThrow(message);
  });

  test("that cannot be loaded says why", async () => {
    write("broken.ts", 'throw new Error("no setting X");');
    const text = `- arn: ${arn("a")}\n  handler: broken.ts#handler`;
    await expect(loaded(text)).rejects.toThrow(/line 2.*broken\.ts cannot be loaded: no setting X/);
  });

  test("is loaded as far as somebody needs it", async () => {
    const text = `- arn: ${arn("a")}\n  handler: ./none.ts#handler\n- arn: ${arn("b")}\n  handler: HANDLERS#echo\n`;
    const functions = functionsIn(list(text));
    await functions.load([arn("b")]);
    expect(await functions.invoke(arn("b"), {}, 1_000)).toMatchObject({ kind: "result" });
    expect(await functions.invoke(arn("a"), {}, 1_000)).toMatchObject({
      kind: "unavailable",
      reason: expect.stringContaining("none.ts"),
    });
  });

  test("that nobody gave holds nothing", async () => {
    const functions = noFunctions("SOME_FUNCTIONS");
    expect(functions.arns.size).toBe(0);
    expect(await functions.invoke(arn("a"), {}, 1_000)).toMatchObject({ kind: "unavailable" });
    expect(await functions.stream(arn("a"), {}, 1_000)).toMatchObject({ kind: "unavailable" });
  });
});
