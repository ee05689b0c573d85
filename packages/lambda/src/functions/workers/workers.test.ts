import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as after } from "node:timers/promises";
import { afterAll, afterEach, describe, expect, test } from "@jest/globals";
import { type Functions, functionsIn } from "../functions.ts";
import { arn, functionsFolder } from "../testing/listed.ts";
import { withoutId } from "../testing/without-id.ts";
import { startThread } from "./thread.ts";

const { folder, list, write, remove } = functionsFolder();
afterAll(remove);

const warnings: object[] = [];
const opened: Functions[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
  warnings.length = 0;
});

const entry = (name: string, more = "") =>
  `- arn: ${arn(name)}\n  handler: HANDLERS#${name}\n  runtime: worker\n${more}`;
const listing = (text: string, handlers = "worker-handlers.ts") => {
  const functions = functionsIn(list(text, handlers), {
    log: { info() {}, warn: (about) => void warnings.push(about) },
  });
  opened.push(functions);
  return functions;
};
/** One function, ready to be asked. */
const started = async (name: string, more = "", handlers?: string) => {
  const functions = listing(entry(name, more), handlers);
  await functions.load(functions.arns);
  return (event: unknown = {}, timeout = 10_000) => withoutId(functions.invoke(arn(name), event, timeout));
};
type Counted = { kind: "result"; value: { threadId: number; events: number } };

describe("a handler in a worker thread", () => {
  test.each<[string, unknown]>([
    ["called", { kind: "result", value: { a: 1 } }],
    ["calledBack", { kind: "error", errorType: "string", errorMessage: "Unauthorized" }],
    ["nothing", { kind: "result", value: null }],
    ["throwing", { kind: "error", errorType: "Error", errorMessage: "Unauthorized" }],
    ["rejecting", { kind: "error", errorType: "RangeError", errorMessage: "too far" }],
    ["circular", { kind: "error", errorType: "Error", errorMessage: "Unable to stringify response body" }],
    ["changing", { kind: "result", value: { date: "1970-01-01T00:00:00.000Z" } }],
  ])("answers as it would in the process: %s", async (name, outcome) => {
    expect(await (await started(name, "", "handlers.ts"))({ a: 1 })).toEqual(outcome);
  });

  test("gets the event and Lambda's context", async () => {
    const ask = await started("echo", "  memoryMegabytes: 256\n  timeoutSeconds: 3\n", "handlers.ts");
    expect(await ask({ a: 1 })).toMatchObject({
      value: {
        event: { a: 1 },
        context: { functionName: "echo", memoryLimitInMB: "256", invokedFunctionArn: arn("echo") },
      },
    });
    const left = await started("remaining", "  timeoutSeconds: 3\n", "handlers.ts");
    const { value } = (await left()) as { value: number };
    expect(value).toBeGreaterThan(2_000);
    expect(value).toBeLessThanOrEqual(3_000);
  });

  test("has a thread for each event at once, and keeps it for the next", async () => {
    const ask = await started("counting");
    const both = (await Promise.all([ask({ wait: 50 }), ask({ wait: 50 })])) as Counted[];
    expect(both.map(({ value }) => value.events)).toEqual([1, 1]);
    expect(new Set(both.map(({ value }) => value.threadId)).size).toBe(2);
    const next = (await ask()) as Counted;
    expect(next.value.events).toBe(2);
    expect(both.map(({ value }) => value.threadId)).toContain(next.value.threadId);
  });

  test("lets go at the end, in bounded time", async () => {
    const trace = join(folder, "trace");
    const functions = listing(entry("traced"));
    write("hanging.mjs", "export const hanging = async () => 1;\nexport const close = () => { for (;;); };\n");
    const hanging = listing(entry("hanging").replace("HANDLERS", "hanging.mjs"));
    expect(await functions.invoke(arn("traced"), { trace }, 10_000)).toMatchObject({ kind: "result" });
    await functions.close();
    expect(readFileSync(trace, "utf8")).toBe("event\nclosed\n");
    expect(await functions.invoke(arn("traced"), { trace }, 10_000)).toMatchObject({ kind: "unavailable" });
    expect(await withoutId(hanging.invoke(arn("hanging"), {}, 10_000))).toEqual({ kind: "result", value: 1 });
    await hanging.close();
    expect(warnings).toEqual([{ arn: arn("hanging"), reason: "it was ended after 2500 ms" }]);
  });

  test("writes to the standard output of the process", () => {
    const file = list(entry("logging"), "worker-handlers.ts");
    const script = write(
      "logging.ts",
      `import { functionsIn } from ${JSON.stringify(new URL("../functions.ts", import.meta.url).pathname)};
const functions = functionsIn(${JSON.stringify(file)});
await functions.invoke(${JSON.stringify(arn("logging"))}, "hello from the thread", 20_000);
await functions.close();
`,
    );
    expect(execFileSync(process.execPath, [script], { encoding: "utf8", stdio: "pipe" })).toBe(
      "hello from the thread\n",
    );
  });
});

const requestId = "[0-9a-f-]{36}";
const error = (errorType: string, errorMessage: string) => ({
  kind: "error",
  errorType,
  errorMessage: expect.stringMatching(new RegExp(`^${errorMessage.replace("ID", requestId)}$`)),
});
const timedOut = error("Sandbox.Timedout", "RequestId: ID Error: Task timed out after 1\\.00 seconds");
const outOfMemory = error("Runtime.OutOfMemory", "RequestId: ID Error: Runtime exited with error: signal: killed");

describe("a handler that would hurt its process ends its own thread", () => {
  // Sources: workers/exits.ts. A time-out of the function's own is its error; that of its caller is the caller's.
  test.each<[string, unknown, string, object]>([
    ["looping", {}, "  timeoutSeconds: 1\n", timedOut],
    ["slow", {}, "  timeoutSeconds: 1\n", timedOut],
    ["looping", {}, "", { kind: "timeout" }],
    [
      "exiting",
      { code: 1 },
      "",
      error("Runtime.ExitError", "RequestId: ID Error: Runtime exited with error: exit status 1"),
    ],
    [
      "exiting",
      { code: 0 },
      "",
      error("Runtime.ExitError", "RequestId: ID Error: Runtime exited without providing a reason"),
    ],
    ["throwingLater", {}, "", error("RangeError", "too far")],
    ["rejectingLater", {}, "", error("Runtime.UnhandledPromiseRejection", "RangeError: too far")],
    ["listenerless", {}, "", error("RangeError", "too far")],
    ["filling", {}, "", outOfMemory],
    ["fillingAtOnce", {}, "", outOfMemory],
    ["buffering", {}, "", outOfMemory],
  ])("%s %j %s", async (name, event, more, outcome) => {
    const file = name === "slow" ? "handlers.ts" : "worker-handlers.ts";
    const ask = await started(name, more, file);
    const timeout = "kind" in outcome && outcome.kind === "timeout" ? 500 : 20_000;
    expect(await ask(event, timeout)).toEqual(outcome);
    // A new thread has its place.
    expect(await ask(event, timeout)).toEqual(outcome);
  });

  test("and nobody else's", async () => {
    const functions = listing(entry("looping", "  timeoutSeconds: 3\n") + entry("counting"));
    await functions.load(functions.arns);
    const looping = functions.invoke(arn("looping"), {}, 20_000);
    const counting = functions.invoke(arn("counting"), {}, 20_000);
    expect(await Promise.race([looping, counting])).toMatchObject({ value: { events: 1 } });
    expect(await looping).toMatchObject({ errorType: "Sandbox.Timedout" });
  });

  test("be it after its answer", async () => {
    const ask = await started("harmingAfterwards", "  timeoutSeconds: 1\n");
    const first = (await ask({ harm: "exit" })) as Counted;
    while (warnings.length === 0) await after(5);
    expect(warnings).toEqual([
      { arn: arn("harmingAfterwards"), reason: "Runtime.ExitError: Runtime exited with error: exit status 1" },
    ]);
    const second = (await ask({ harm: "loop" })) as Counted;
    expect(second.value.threadId).not.toBe(first.value.threadId);
    // The thread is not there for the next event either, which has its own time, and then another thread.
    expect(await ask({ harm: "nothing" })).toEqual(timedOut);
    expect(await ask({ harm: "nothing" })).toMatchObject({ kind: "result" });
    // Control: one that does no harm stays.
    const third = (await ask({ harm: "nothing" })) as Counted;
    expect(await ask({ harm: "nothing" })).toEqual(third);
  });

  test("be it while it is loaded", async () => {
    const loading = (name: string, source: string) => {
      write(`${name}.mjs`, `${source}\nexport const ${name} = async () => 1;\n`);
      const functions = listing(entry(name).replace("HANDLERS", `${name}.mjs`));
      return functions.load(functions.arns);
    };
    await expect(loading("exits", "process.exit(3);")).rejects.toThrow(
      /line 2.*exits\.mjs#exits cannot be loaded: Runtime\.ExitError: Runtime exited with error: exit status 3/,
    );
    await expect(loading("throws", "throw new Error('no setting X');")).rejects.toThrow(/line 2.*no setting X/);
    await expect(loading("fills", "const kept = []; for (;;) kept.push({ kept: [1] });")).rejects.toThrow(
      /line 2.*Runtime\.OutOfMemory/,
    );
    await expect(loading("works", "")).resolves.toBeUndefined();
  });
});

test("a handler that is never loaded has Lambda's time for it, or less", async () => {
  write("loops.mjs", "for (;;);\nexport const handler = () => {};\n");
  write("works.mjs", "export const handler = () => {};\n");
  const started = (handler: string) =>
    startThread({ file: join(folder, "functions.yaml"), handler, memoryMegabytes: 128, initTime: 3_000, ended() {} });
  expect(await started("loops.mjs#handler").ready).toBe(
    "loops.mjs#handler cannot be loaded: Sandbox.Timedout: Task timed out after 3.00 seconds",
  );
  const working = started("works.mjs#handler");
  expect(await working.ready).toBeUndefined();
  await working.close();
});

test("a worker thread streams its answer at the pace of its reader", async () => {
  const names = ["http", "breaking", "endless", "unended"];
  const functions = listing(
    names.map((name) => entry(name, "  timeoutSeconds: 2\n")).join(""),
    "streaming-handlers.ts",
  );
  const bodyOf = async (name: string, event: unknown) => {
    const outcome = await functions.stream(arn(name), event, 20_000);
    if (outcome.kind !== "stream") throw new Error(JSON.stringify(outcome));
    return outcome.body;
  };
  expect(await text(await bodyOf("http", { a: 1 }))).toBe(
    `{"statusCode":201,"headers":{"x-a":"b"},"cookies":["c=d"]}${"\0".repeat(8)}first,second{"event":{"a":1}}`,
  );
  await expect(text(await bodyOf("breaking", {}))).rejects.toThrow("RangeError: too far");
  await expect(text(await bodyOf("unended", {}))).rejects.toThrow("Sandbox.Timedout");
  const body = await bodyOf("endless", { pieces: 50 });
  await after(200);
  // Held back in the thread: what waits here is one buffer and one piece.
  expect(body.readableLength).toBeLessThanOrEqual(3 * 65_536);
  expect((await text(body)).length).toBe(50 * 65_536);
});
