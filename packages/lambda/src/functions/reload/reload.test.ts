import { fork } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { arn, functionsFolder } from "../testing/listed.ts";

const { folder, write, remove } = functionsFolder();
afterAll(remove);

type Said = { readonly id?: number; readonly outcome?: unknown; readonly log?: Record<string, unknown> };

/** Uses every way to import. */
const handler = [
  'import { inner } from "./inner/inner.ts";',
  'import { dependency } from "dependency";',
  'import required from "./required.cjs";',
  'import passing from "./passing.cjs";',
  'import settings from "./settings.json" with { type: "json" };',
  'import { beside } from "../beside/beside.ts";',
  'import { appendFileSync, existsSync } from "node:fs";',
  'import { setTimeout as after } from "node:timers/promises";',
  "let events = 0;",
  "let trace: string | undefined;",
  "export const handler = async (event: { until?: string; trace?: string }) => {",
  "  events++;",
  "  trace ??= event.trace;",
  '  if (event.trace) appendFileSync(event.trace, "begun\\n");',
  "  while (event.until && !existsSync(event.until)) await after(5);",
  '  if (event.trace) appendFileSync(event.trace, "answered\\n");',
  '  const { lazy } = await import("./lazy.ts");',
  "  return { version: 1, events, inner, lazy, beside, dependency, required: required.value, passed: passing.value, settings: settings.value };",
  "};",
  "export const close = () => {",
  '  if (trace) appendFileSync(trace, "closed\\n");',
  "};",
];

/** The handler and what it is made of, in a folder beside one that is not its own. */
const writeHandler = () => {
  for (const name of ["code/inner", "code/node_modules/dependency", "beside"])
    mkdirSync(join(folder, name), { recursive: true });
  write("package.json", '{ "type": "module" }');
  write("code/handler.ts", handler.join("\n"));
  write("code/inner/inner.ts", "export const inner: number = 1;");
  write("code/lazy.ts", "export const lazy: number = 1;");
  write("code/required.cjs", 'module.exports = { value: require("./deeper.cjs").value };');
  write("code/deeper.cjs", "exports.value = 1;");
  write("code/passing.cjs", 'module.exports = require("./deeper.cjs");');
  write("code/deepest.cjs", "exports.value = 2;");
  write("code/settings.json", '{ "value": 1 }');
  write("code/node_modules/dependency/package.json", '{ "type": "module", "exports": "./index.js" }');
  write("code/node_modules/dependency/index.js", "export const dependency = 1;");
  write("beside/beside.ts", "export const beside: number = 1;");
};
const fresh = {
  version: 1,
  events: 1,
  inner: 1,
  lazy: 1,
  beside: 1,
  dependency: 1,
  required: 1,
  passed: 1,
  settings: 1,
};
const changeIn = (name: string, from: string, to: string) =>
  write(name, readFileSync(join(folder, name), "utf8").replace(from, to));

/** Starts a process with the function. */
const started = (runtime: string, reload = "reload") => {
  const list = write(
    `${runtime}.yaml`,
    `- arn: ${arn("f")}\n  handler: code/handler.ts#handler\n  runtime: ${runtime}\n`,
  );
  const main = fileURLToPath(new URL("../testing/reloading-process.ts", import.meta.url));
  const child = fork(main, [list, reload], { execArgv: [] });
  const logs: Record<string, unknown>[] = [];
  const waiting = new Map<number, (outcome: unknown) => void>();
  child.on("message", ({ id, outcome, log }: Said) => {
    if (log) logs.push(log);
    if (id !== undefined) waiting.get(id)?.(outcome);
  });
  let asked = 0;
  return {
    logs,
    ask: (event: object = {}) =>
      new Promise<unknown>((resolve) => {
        waiting.set(asked, resolve);
        child.send({ id: asked++, arn: arn("f"), event });
      }),
    async stop() {
      const exit = new Promise((resolve) => child.once("exit", resolve));
      child.disconnect();
      await exit;
    },
  };
};

/** Asks until it is told this. */
const until = async (ask: () => Promise<unknown>, told: (outcome: unknown) => boolean) => {
  for (;;) {
    const outcome = await ask();
    if (told(outcome)) return outcome;
    await after(20);
  }
};
const isFresh = (outcome: unknown) => (outcome as { value?: { events: number } }).value?.events === 1;
const isUnavailable = (outcome: unknown) => (outcome as { kind: string }).kind === "unavailable";

describe.each(["process", "worker"])("with runtime: %s", (runtime) => {
  let { ask, logs, stop } = {} as ReturnType<typeof started>;
  beforeAll(() => {
    writeHandler();
    ({ ask, logs, stop } = started(runtime));
  });
  afterAll(() => stop());
  beforeEach(async () => {
    writeHandler();
    expect(await until(ask, isFresh)).toEqual({ kind: "result", value: fresh });
    logs.length = 0;
  });

  test.each([
    ["its own file", "code/handler.ts", "version: 1", "version: 2", { version: 2 }],
    ["a file that it imports", "code/inner/inner.ts", "= 1", "= 2", { inner: 2 }],
    ["a file that it imports later", "code/lazy.ts", "= 1", "= 2", { lazy: 2 }],
    ["a file that is required", "code/required.cjs", "value:", "value: 1 +", { required: 2 }],
    ["a file that what is required requires", "code/deeper.cjs", "= 1", "= 2", { required: 2, passed: 2 }],
    ["a file that only passes on what it requires", "code/passing.cjs", "./deeper.cjs", "./deepest.cjs", { passed: 2 }],
    ["a file that is no code", "code/settings.json", "1", "2", { settings: 2 }],
  ])("a change to %s takes effect with the next event", async (_what, name, from, to, change) => {
    expect(await ask()).toEqual({ kind: "result", value: { ...fresh, events: 2 } });
    changeIn(name, from, to);
    expect(await until(ask, isFresh)).toEqual({ kind: "result", value: { ...fresh, ...change } });
    expect(logs).toEqual([
      {
        level: "info",
        message: "the code of a function has changed and is loaded anew",
        arn: arn("f"),
        changed: [join(folder, name)],
      },
    ]);
    // And once more: the new version is watched, too.
    changeIn(name, to, from);
    expect(await until(ask, isFresh)).toEqual({ kind: "result", value: fresh });
  });

  test.each([
    ["outside its folder", "beside/beside.ts"],
    ["of a package", "code/node_modules/dependency/index.js"],
  ])("a change to a file %s has none", async (_what, name) => {
    changeIn(name, "1", "2");
    await after(300);
    expect(await ask()).toEqual({ kind: "result", value: { ...fresh, events: 2 } });
    expect(logs).toEqual([]);
  });

  test("no change has any where nothing is loaded anew", async () => {
    const lasting = started(runtime, "no reload");
    expect(await lasting.ask()).toEqual({ kind: "result", value: fresh });
    changeIn("code/handler.ts", "version: 1", "version: 2");
    await after(300);
    expect(await lasting.ask()).toEqual({ kind: "result", value: { ...fresh, events: 2 } });
    await lasting.stop();
  });

  test.each([
    [
      "does not parse",
      "code/inner/inner.ts",
      "export const inner: number = ;",
      /inner\.ts|Expression expected|Unexpected/,
    ],
    [
      "throws",
      "code/inner/inner.ts",
      'export const inner = (() => { throw new Error("no setting X"); })();',
      /no setting X/,
    ],
    [
      "lacks the handler",
      "code/handler.ts",
      "export const other = 1;",
      /exports no function handler; it exports: other/,
    ],
    ["imports what is not there", "code/inner/inner.ts", 'export { inner } from "./none.ts";', /Cannot find module/],
  ])("code that %s is unavailable until it is mended", async (_what, name, text, reason) => {
    const good = readFileSync(join(folder, name), "utf8");
    write(name, text);
    const broken = await until(ask, isUnavailable);
    expect(broken).toEqual({ kind: "unavailable", reason: expect.stringMatching(reason) });
    expect(await ask()).toEqual(broken);
    expect(logs).toEqual([
      {
        level: "warn",
        message: "the code of a function has changed and cannot be loaded",
        arn: arn("f"),
        changed: [join(folder, name)],
        reason: expect.stringMatching(reason),
      },
    ]);
    if (text.includes("none.ts")) write("code/inner/none.ts", "export const inner: number = 3;");
    else write(name, good);
    expect(await until(ask, isFresh)).toMatchObject({ value: { inner: text.includes("none.ts") ? 3 : 1 } });
    rmSync(join(folder, "code/inner/none.ts"), { force: true });
  });

  test("a file that is gone is missed, and found again", async () => {
    rmSync(join(folder, "code/handler.ts"));
    expect(await until(ask, isUnavailable)).toMatchObject({
      reason: `there is no file ${join(folder, "code/handler.ts")}`,
    });
    writeHandler();
    expect(await until(ask, isFresh)).toEqual({ kind: "result", value: fresh });
  });

  test("events that are under way end in the old code, which lets go afterwards", async () => {
    const trace = join(folder, `trace-${runtime}`);
    const traced = () => (existsSync(trace) ? readFileSync(trace, "utf8").split("\n") : []);
    const slow = ask({ trace, until: `${trace}.go` });
    while (!traced().includes("begun")) await after(5);
    changeIn("code/handler.ts", "version: 1", "version: 2");
    expect(await until(ask, () => logs.length > 0)).toMatchObject({ value: { version: 2 } });
    expect(traced()).toEqual(["begun", ""]);
    write(`trace-${runtime}.go`, "");
    expect(await slow).toMatchObject({ value: { version: 1 } });
    while (!traced().includes("closed")) await after(5);
    expect(traced()).toEqual(["begun", "answered", "closed", ""]);
  });
});
