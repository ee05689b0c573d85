import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { CannotStart } from "@gatehouse/http/main.ts";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { type Keys, keysOnDisk } from "./keys.ts";
import { StepOutOfTurn } from "./roll-over.ts";

// Processes are started on a machine that may be busy.
jest.setTimeout(120_000);

let folder: string;
let keys: Keys;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "idp-keys-"));
  keys = keysOnDisk(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const certificateOf = async (pair: Promise<{ certificate: string }>) => (await pair).certificate;

test("a roll-over goes from one key to the next, and each step survives a restart", async () => {
  const [first, second] = [await certificateOf(keys.current()), await certificateOf(keys.next())];
  expect(await keys.published()).toEqual([first]);
  const after = async (step: Parameters<Keys["step"]>[0]) => {
    await keys.step(step);
    const again = keysOnDisk(folder);
    const seen = [await certificateOf(again.current()), ...(await again.published())];
    expect(seen).toEqual([await certificateOf(keys.current()), ...(await keys.published())]);
    return seen;
  };
  expect(await after("announce")).toEqual([first, first, second]);
  expect(await after("use")).toEqual([second, second, first]);
  expect(await after("retire")).toEqual([second, second]);
  expect(readdirSync(folder)).not.toContain("signing.pem");
  const third = await certificateOf(keys.next());
  expect([first, second]).not.toContain(third);
  expect(await after("roll")).toEqual([third, third]);
});

test("a step out of turn changes nothing", async () => {
  await expect(keys.step("use")).rejects.toThrow(StepOutOfTurn);
  expect(await keys.rollOver()).toEqual({ current: 0, phase: "at rest" });
  expect(await keys.step("announce")).toEqual({ current: 0, phase: "announced" });
});

test("of two who take the same step at the same time one takes it", async () => {
  const taken = await Promise.allSettled([keys.step("announce"), keys.step("announce"), keys.step("use")]);
  expect(taken.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

describe("a file that does not say how far it is", () => {
  test.each(["", "{", '{"current":-1,"phase":"used"}', '{"current":0,"phase":"unheard"}'])(
    "%j: is told",
    async (text) => {
      await keys.current();
      writeFileSync(join(folder, "roll-over.json"), text);
      await expect(keys.rollOver()).rejects.toThrow(CannotStart);
      await expect(keys.step("roll")).rejects.toThrow(/roll-over\.json/);
      writeFileSync(join(folder, "roll-over.json"), '{"current":0,"phase":"announced"}');
      expect(await keys.published()).toHaveLength(2);
    },
  );
});

test("what is killed in the midst of a step goes on with keys that are whole", async () => {
  const script = fileURLToPath(new URL("testing/roll-forever.ts", import.meta.url));
  for (const wait of [0, 5, 40, 120]) {
    const rolling = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
    const gone = once(rolling, "exit");
    await Promise.race([once(rolling.stdout, "data"), gone]);
    await sleep(wait);
    rolling.kill("SIGKILL");
    expect(await gone).toEqual([null, "SIGKILL"]);
    const after = keysOnDisk(folder);
    const { phase } = await after.rollOver();
    const published = await after.published();
    expect(published).toHaveLength(phase === "at rest" ? 1 : 2);
    expect(published[0]).toBe(await certificateOf(after.current()));
    await after.step("roll");
    expect(await after.published()).toHaveLength(1);
  }
});
