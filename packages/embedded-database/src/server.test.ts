import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { connect as connectSocket, createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { CannotStart } from "@gatehouse/http/main.ts";
import { afterAll, afterEach, describe, expect, test } from "@jest/globals";
import { type PostgresServer, removePostgres, startPostgres } from "./server.ts";

const directory = join(tmpdir(), `gatehouse-embedded-${randomBytes(6).toString("hex")}`);
const superuserPassword = randomBytes(12).toString("hex");

let server: PostgresServer | undefined;
const start = async (port = 0) => {
  server = await startPostgres({ directory, port, superuserPassword });
  return server;
};
afterEach(async () => {
  await server?.stop();
  server = undefined;
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A process that has ended but was not waited for yet keeps its number and loses its command line. */
const lives = (pid: number) => {
  try {
    return (
      process.kill(pid, 0) && (process.platform !== "linux" || readFileSync(`/proc/${pid}/cmdline`, "utf8") !== "")
    );
  } catch {
    return false;
  }
};

/** Whether something accepts connections there. */
const accepts = async (port: number) => {
  const socket = connectSocket({ host: "127.0.0.1", port });
  return await Promise.race([once(socket, "connect").then(() => true), once(socket, "error")])
    .then(
      (result) => result === true,
      () => false,
    )
    .finally(() => socket.destroy());
};

describe("the embedded PostgreSQL", () => {
  test("makes its data directory, serves, and is gone after a stop", async () => {
    const { pid, port, stop } = await start();
    expect(await accepts(port)).toBe(true);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    await stop();
    expect(lives(pid)).toBe(false);
    expect(await accepts(port)).toBe(false);
    expect(readdirSync(dirname(directory)).filter((name) => name.startsWith(`${basename(directory)}.`))).toEqual([]);
  });

  test("does not run as root", async () => {
    await start();
    // PostgreSQL insists that its data directory is its own user's.
    expect(statSync(directory).uid).toBeGreaterThan(0);
  });

  test("begins anew where the first start was interrupted", async () => {
    const other = `${directory}-interrupted`;
    mkdirSync(`${other}.unfinished-abcdef/data`, { recursive: true });
    writeFileSync(`${other}.unfinished-abcdef/data/PG_VERSION`, "17\n");
    const first = await startPostgres({ directory: other, port: 0, superuserPassword });
    await first.stop();
    expect(existsSync(`${other}.unfinished-abcdef`)).toBe(false);
    rmSync(other, { recursive: true });
  });

  test("is started again, on the same port, when it dies", async () => {
    const { pid, port } = await start();
    process.kill(pid, "SIGKILL");
    for (let waited = 0; server?.pid === pid && waited < 10_000; waited += 50) await sleep(50);
    expect(server?.pid).not.toBe(pid);
    expect(await accepts(port)).toBe(true);
  });

  test("names a port in use", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    await expect(start(port)).rejects.toThrow(`cannot listen on 127.0.0.1:${port}`);
    taken.close();
    await once(taken, "close");
    expect((await start(port)).port).toBe(port);
  });

  test("stops a server whose parent was killed, and starts anew", async () => {
    const holder = spawn(
      process.execPath,
      [fileURLToPath(new URL("testing/hold-server.ts", import.meta.url)), directory, superuserPassword],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const [said] = (await once(holder.stdout, "data")) as [Buffer];
    const leftover = Number(said.toString());

    const whileItRuns = start();
    await expect(whileItRuns).rejects.toBeInstanceOf(CannotStart);
    await expect(whileItRuns).rejects.toThrow(`is in use: process ${holder.pid} runs on it`);

    holder.kill("SIGKILL");
    await once(holder, "exit");
    expect(lives(leftover)).toBe(true);
    const { pid } = await start();
    expect(lives(leftover)).toBe(false);
    expect(lives(pid)).toBe(true);
  });

  test("does not mistake another process for the server that a lock file names", async () => {
    writeFileSync(join(directory, "postmaster.pid"), `${process.pid}\n${directory}\n`);
    expect(lives((await start()).pid)).toBe(true);
    expect(lives(process.pid)).toBe(true);
  });

  test.each([
    ["16", /was made by PostgreSQL 16; this is PostgreSQL 17: run npm run reset/],
    ["18", /was made by PostgreSQL 18; this is PostgreSQL 17: run npm run reset/],
  ])("refuses a data directory of version %s", async (version, message) => {
    const file = join(directory, "PG_VERSION");
    writeFileSync(file, `${version}\n`);
    try {
      await expect(start()).rejects.toThrow(message);
      await expect(start()).rejects.toThrow(directory);
    } finally {
      writeFileSync(file, "17\n");
    }
  });

  test("follows a link, and removes what it leads to", async () => {
    const elsewhere = `${directory}-elsewhere`;
    const link = `${directory}-link`;
    symlinkSync(elsewhere, link);
    const linked = await startPostgres({ directory: link, port: 0, superuserPassword });
    expect(existsSync(join(elsewhere, "PG_VERSION"))).toBe(true);
    await expect(removePostgres(link)).rejects.toThrow(/is in use/);
    await linked.stop();
    await removePostgres(link);
    expect([existsSync(elsewhere), existsSync(link)]).toEqual([false, false]);
    await expect(removePostgres(link)).resolves.toBeUndefined();
  });

  test("refuses to take over a folder that holds something else", async () => {
    const other = `${directory}-documents`;
    mkdirSync(other);
    writeFileSync(join(other, "letter.txt"), "Dear …");
    await expect(startPostgres({ directory: other, port: 0, superuserPassword })).rejects.toThrow(/is not empty/);
    expect(readdirSync(other)).toEqual(["letter.txt"]);
    rmSync(other, { recursive: true });
  });
});
