import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { BadFile } from "@gatehouse/config/yaml-file.ts";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { functionsIn } from "./functions.ts";
import { noFunctions } from "./no-functions.ts";
import { closed } from "./testing/handlers.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "functions-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
const handlers = () => relative(folder, fileURLToPath(new URL("testing/handlers.ts", import.meta.url)));
const written = (text: string) => {
  const file = join(folder, "functions.yaml");
  writeFileSync(file, text);
  return file;
};
const listed = (name: string) => functionsIn(written(`- arn: ${arn(name)}\n  handler: ${handlers()}#${name}\n`));
const invoked = (name: string, event: unknown = { a: 1 }, timeout = 1_000) =>
  listed(name).invoke(arn(name), event, timeout);
/** Reads a list and loads all of it. */
const loaded = async (text: string) => {
  const functions = functionsIn(written(text));
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
    ["a bad url", `- arn: ${arn("a")}\n  url: localhost:3001`, /line 2.*http/],
    ["twice the same", `- arn: ${arn("a")}\n  url: http://a\n- arn: ${arn("a")}\n  url: http://b`, /line 3.*twice/],
  ])("with %s stops the start", async (_what, text, message) => {
    const reading = loaded(text.replaceAll("HANDLERS", handlers()));
    await expect(reading).rejects.toThrow(BadFile);
    await expect(reading).rejects.toThrow(message);
  });

  test("that cannot be loaded says why", async () => {
    writeFileSync(join(folder, "broken.ts"), 'throw new Error("no setting X");');
    const text = `- arn: ${arn("a")}\n  handler: broken.ts#handler`;
    await expect(loaded(text)).rejects.toThrow(/line 2.*broken\.ts cannot be loaded: no setting X/);
  });

  test("is loaded as far as somebody needs it", async () => {
    const text = `- arn: ${arn("a")}\n  handler: ./none.ts#handler\n- arn: ${arn("b")}\n  handler: ${handlers()}#echo\n`;
    const functions = functionsIn(written(text));
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
  });
});

describe("a function behind the Lambda Invoke API", () => {
  let server: Server | undefined;
  afterEach(() => void server?.close());

  const served = async (listener: RequestListener, timeout = 1_000) => {
    server = createServer(listener);
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const functions = functionsIn(written(`- arn: ${arn("far")}:live\n  url: ${url}`));
    return functions.invoke(`${arn("far")}:live`, { a: 1 }, timeout);
  };

  test("is posted the event", async () => {
    const seen: string[] = [];
    const outcome = await served((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      request.pipe(response);
    });
    expect(outcome).toEqual({ kind: "result", value: { a: 1 } });
    expect(seen).toEqual(["POST /2015-03-31/functions/far/invocations?Qualifier=live"]);
  });

  test("reports its error", async () => {
    const outcome = await served((_request, response) => {
      response.setHeader("x-amz-function-error", "Unhandled");
      response.end('{"errorMessage":"Unauthorized","errorType":"Error"}');
    });
    expect(outcome).toEqual({ kind: "error", errorType: "Error", errorMessage: "Unauthorized" });
  });

  test.each<[string, RequestListener]>([
    ["that is throttled", (_request, response) => void response.writeHead(429).end("{}")],
    ["that redirects", (_request, response) => void response.writeHead(302, { location: "/" }).end()],
    ["that hangs up", (request) => void request.socket.destroy()],
    ["that answers no JSON", (_request, response) => void response.end("<html>")],
  ])("%s is unavailable", async (_what, listener) => {
    expect(await served(listener)).toMatchObject({ kind: "unavailable" });
  });

  test("that is too slow times out", async () => {
    expect(await served(() => {}, 30)).toEqual({ kind: "timeout" });
    server?.closeAllConnections();
  });
});
