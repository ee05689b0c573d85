import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { holderOf, takeLock } from "./lock.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const place = temporaryFolder();

/** A process that listens on the socket as a holder does. */
const otherHolder = async (path: string) => {
  const code = `require("node:net").createServer((c) => c.end(String(process.pid))).listen(${JSON.stringify(path)}, () => console.log("up"))`;
  const child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
};

describe("the lock on a data directory", () => {
  test("is had by one at a time, and again after its release", async () => {
    const lock = await takeLock("data", place("a.sock"));
    expect(statSync(place("a.sock")).mode & 0o777).toBe(0o600);
    await expect(takeLock("data", place("a.sock"))).rejects.toThrow(
      `a Gatehouse runs on the data directory data already (process ${process.pid})`,
    );
    expect(await holderOf(place("a.sock"))).toBe(process.pid);
    await lock.release();
    expect(await holderOf(place("a.sock"))).toBeUndefined();
    await (await takeLock("data", place("a.sock"))).release();
  });

  test("names the process that holds it, and is free once that was killed", async () => {
    const child = await otherHolder(place("b.sock"));
    await expect(takeLock("data", place("b.sock"))).rejects.toThrow(`(process ${child.pid})`);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(existsSync(place("b.sock"))).toBe(true);
    expect(await holderOf(place("b.sock"))).toBeUndefined();
    await (await takeLock("data", place("b.sock"))).release();
  });

  test("counts as held by a process that is stopped and says nothing", async () => {
    const child = await otherHolder(place("c.sock"));
    child.kill("SIGSTOP");
    expect(await holderOf(place("c.sock"))).toBe("unknown");
    await expect(takeLock("data", place("c.sock"))).rejects.toThrow("runs on the data directory data already");
    child.kill("SIGKILL");
  });

  test("is refused where the path is too long for a socket", async () => {
    const deep = place("x".repeat(100));
    mkdirSync(deep);
    await expect(takeLock("data", `${deep}/stack.sock`)).rejects.toThrow("choose a shorter data directory");
  });
});
