import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { CannotStart } from "@gatehouse/http/main.ts";
import { clusterName } from "./leftover.ts";
import type { Place } from "./place.ts";

/** One run of the server, from its start to its end. */
export interface ServerProcess {
  readonly pid: number;
  /** Resolves when the process has ended, with how. */
  readonly ended: Promise<string>;
  kill(signal: NodeJS.Signals): void;
}

/** What can be told about a server: its port, further settings, and who is told what it says. */
export interface ServerOptions {
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly heard: (line: string) => void;
}

/** How long the server may take to be ready, recovery after a crash included, in milliseconds. */
const startTime = 60_000;

/**
 * Runs the server on a data directory and resolves when it accepts connections.
 * @throws {CannotStart} with the server's last words where it ends before.
 */
export const runServer = async (place: Place, options: ServerOptions): Promise<ServerProcess> => {
  const words: string[] = [];
  const child = spawn(join(place.binaries, "bin", "postgres"), commandLine(place, options), {
    ...place.user,
    cwd: "/",
    env: { LC_ALL: "C", TZ: "UTC" },
    stdio: ["ignore", "ignore", "pipe"],
    // Ctrl-C in a terminal reaches the whole process group; the parent decides when the database stops, after its clients.
    detached: true,
  });
  hear(child, (line) => {
    options.heard(line);
    words.push(line);
    if (words.length > 20) words.shift();
  });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  const how = await Promise.race([ready(place.directory, child.pid), ended]);
  if (how !== "ready") {
    child.kill("SIGQUIT");
    throw new CannotStart(`PostgreSQL did not start on ${place.directory} (${how}):\n${words.join("\n")}`);
  }
  return { pid: child.pid as number, ended, kill: (signal) => void child.kill(signal) };
};

const commandLine = ({ directory }: Place, { port, settings }: ServerOptions) => {
  const all = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port: String(port),
    cluster_name: clusterName(process.pid),
    ...small,
    ...settings,
  };
  return ["-D", directory, ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
};

/** For one machine: modest memory, no replication. What decides durability (fsync, full_page_writes) stays on. */
const small = {
  max_connections: "100",
  shared_buffers: "64MB",
  max_wal_size: "256MB",
  wal_level: "minimal",
  max_wal_senders: "0",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  // A statement that fails may hold somebody's password.
  log_min_error_statement: "panic",
};

const hear = (child: ChildProcessByStdio<null, null, Readable>, heard: (line: string) => void) => {
  let rest = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) heard(line);
  });
};

/** Line 8 of `postmaster.pid` is the server's state, which `pg_ctl --wait` waits for too (miscadmin.h, LOCK_FILE_LINE_PM_STATUS). */
const ready = async (directory: string, pid: number | undefined) => {
  for (let waited = 0; waited < startTime; waited += 20) {
    if (stateOf(directory, pid) === "ready") return "ready";
    await sleep(20);
  }
  return `not ready after ${startTime / 1000} s`;
};

const stateOf = (directory: string, pid: number | undefined) => {
  try {
    const lines = readFileSync(join(directory, "postmaster.pid"), "utf8").split("\n");
    return Number(lines[0]) === pid ? lines[7]?.trim() : undefined;
  } catch {
    return undefined;
  }
};
