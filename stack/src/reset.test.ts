import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { dataDirectory, makeDataDirectory } from "./data-directory.ts";
import { takeLock } from "./lock.ts";
import { reset } from "./reset.ts";
import { secretsOf } from "./secrets.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const place = temporaryFolder();
const used = (name: string) => {
  const data = dataDirectory(place(name));
  makeDataDirectory(data);
  secretsOf(data);
  for (const file of [data.log, data.previousLog, data.outputs, `${data.outputs}.17.unfinished`])
    writeFileSync(file, "");
  return data;
};

describe("a reset", () => {
  test("removes a data directory that nobody uses", async () => {
    const { path } = used("done");
    await reset(path);
    expect(existsSync(path)).toBe(false);
  });

  test("finds nothing to do where there is none", async () => {
    await expect(reset(place("none"))).resolves.toBeUndefined();
  });

  test("is refused while a stack runs, and nothing is lost", async () => {
    const data = used("running");
    const lock = await takeLock(data.path, data.lock);
    await expect(reset(data.path)).rejects.toThrow(`(process ${process.pid}): stop it first; nothing was removed`);
    expect(existsSync(join(data.secrets, "superuser"))).toBe(true);
    await lock.release();
    await reset(data.path);
    expect(existsSync(data.path)).toBe(false);
  });

  test("is refused for a directory with other files in it, as is a start", async () => {
    const data = used("strange");
    writeFileSync(join(data.path, "thesis.tex"), "");
    await expect(reset(data.path)).rejects.toThrow("(thesis.tex); nothing was removed");
    expect(() => makeDataDirectory(data)).toThrow(/thesis\.tex.*GATEHOUSE_DATA_DIR/);
    expect(existsSync(join(data.path, "thesis.tex"))).toBe(true);
    mkdirSync(place("empty"));
    makeDataDirectory(dataDirectory(place("empty")));
  });
});
