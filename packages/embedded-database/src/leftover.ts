import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CannotStart } from "@gatehouse/http/main.ts";

/** The name that a server goes by (`cluster_name`), visible in its command line: it tells which process started it. */
export const clusterName = (parent: number) => `gatehouse_${parent}`;

/** How long a server that was left over may take to write its memory to disk, in milliseconds. */
const shutdownTime = 30_000;

/**
 * Makes way for a new server: one that outlived its parent (the parent was killed) is stopped cleanly, and the lock file
 * of one that died is removed, since PostgreSQL would take any process that got its number for the old server.
 * @throws {CannotStart} where the server's parent lives, so that the data directory is in use.
 */
export const stopLeftover = async (directory: string): Promise<void> => {
  const lock = join(directory, "postmaster.pid");
  const pid = pidIn(lock);
  if (pid === undefined) return;
  const found = serverAt(pid, directory);
  if (found === undefined) {
    rmSync(lock, { force: true });
    return;
  }
  if (`${found.command} `.includes(`=${clusterName(found.parent)} `))
    throw new CannotStart(
      `the data directory ${directory} is in use: process ${found.parent} runs on it; stop that one or name another data directory`,
    );
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < shutdownTime; waited += 50) {
    if (serverAt(pid, directory) === undefined) return;
    await sleep(50);
  }
  throw new CannotStart(
    `the data directory ${directory} is in use by a PostgreSQL server (process ${pid}) that does not stop: end it and start again`,
  );
};

/** The first line of `postmaster.pid` is the server's process id. */
const pidIn = (lock: string) => {
  try {
    return Number.parseInt(readFileSync(lock, "utf8"), 10) || undefined;
  } catch {
    return undefined;
  }
};

/** The process with that id, if it is a server on this data directory: the number may belong to another one by now. */
const serverAt = (pid: number, directory: string) => {
  try {
    const { parent, command } = process.platform === "linux" ? inProc(pid) : fromPs(pid);
    return `${command} `.includes(`postgres -D ${directory} `) ? { parent, command } : undefined;
  } catch {
    return undefined;
  }
};

const inProc = (pid: number) => ({
  parent: Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]),
  command: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "),
});

const fromPs = (pid: number) => {
  const line = execFileSync("ps", ["-ww", "-o", "ppid=,command=", "-p", String(pid)], { encoding: "utf8" }).trim();
  const [, parent, command] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
  return { parent: Number(parent), command: command ?? "" };
};
