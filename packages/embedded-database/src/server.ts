import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "@gatehouse/http/log.ts";
import { ensureCluster } from "./cluster.ts";
import { stopLeftover } from "./leftover.ts";
import { placeFor, realDirectory } from "./place.ts";
import { availablePort } from "./port.ts";
import { runServer, type ServerProcess } from "./server-process.ts";

/** A PostgreSQL server that is up, and is started again when it dies, until it is stopped. */
export interface PostgresServer {
  /** The port on 127.0.0.1; it stays the same when the server is started again. */
  readonly port: number;
  /** The process id of the server that runs now. */
  readonly pid: number;
  url(user: string, password: string, database: string): string;
  /** Ends the sessions, writes everything to disk and resolves when the process has ended. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** The data directory; made at the first start. */
  readonly directory: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** The password of `postgres`, set when the data directory is made. */
  readonly superuserPassword: string;
  /** Server settings beyond those of a small, durable server, by their names in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log?: Pick<Logger, "debug" | "info" | "warn">;
}

/** How long a server that died is waited for before the next attempt, in milliseconds. */
const restartPause = 1_000;
/** How long a stop may take before the server is told to end at once, in milliseconds. */
const stopTime = 20_000;

/**
 * Starts PostgreSQL 17 as a child process, on 127.0.0.1 alone, and resolves when it accepts connections.
 * @throws {CannotStart} for a port in use, a data directory of another version or in use, or a server that does not come up.
 */
export const startPostgres = async (options: PostgresOptions): Promise<PostgresServer> => {
  const place = await placeFor(options.directory);
  await stopLeftover(place.directory);
  await ensureCluster(place, options.superuserPassword);
  const port = await availablePort(options.port);
  const { settings = {}, log } = options;
  const heard = (line: string) => log?.debug({ line }, "postgres");
  const run = async () => {
    await stopLeftover(place.directory);
    return await runServer(place, { port, settings, heard });
  };
  const supervised = await supervise(run, log);
  return {
    port,
    get pid() {
      return supervised.pid();
    },
    url: (user, password, database) =>
      `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    stop: supervised.stop,
  };
};

/**
 * Throws a data directory away; there need not be one. A server whose parent was killed is stopped before.
 * @throws {CannotStart} where the data directory is in use.
 */
export const removePostgres = async (directory: string): Promise<void> => {
  const data = realDirectory(directory);
  await stopLeftover(data);
  for (const path of [data, directory]) rmSync(path, { recursive: true, force: true });
};

/** Keeps one server running: each that ends unasked is followed by another. */
const supervise = async (run: () => Promise<ServerProcess>, log: PostgresOptions["log"]) => {
  let current = await run();
  const stopping = new AbortController();
  // process.exit() skips everything asynchronous; the server must not outlive it.
  const lastResort = () => current.kill("SIGINT");
  process.once("exit", lastResort);
  const watched = (async () => {
    while (true) {
      const how = await current.ended;
      if (stopping.signal.aborted) return;
      log?.warn({ how }, "PostgreSQL ended; it is started again");
      const next = await again(run, stopping.signal, log);
      if (next === undefined) return;
      current = next;
      log?.info({ pid: current.pid }, "PostgreSQL is up again");
      if (stopping.signal.aborted) current.kill("SIGINT");
    }
  })();
  const stop = async () => {
    stopping.abort();
    current.kill("SIGINT");
    const impatience = setTimeout(() => current.kill("SIGQUIT"), stopTime);
    await watched;
    clearTimeout(impatience);
    process.off("exit", lastResort);
  };
  return { pid: () => current.pid, stop };
};

/** Tries until the server is up; `undefined` when it is not wanted any more. */
const again = async (run: () => Promise<ServerProcess>, unwanted: AbortSignal, log: PostgresOptions["log"]) => {
  while (!unwanted.aborted) {
    await sleep(restartPause, undefined, { signal: unwanted }).catch(() => {});
    if (unwanted.aborted) return undefined;
    try {
      return await run();
    } catch (error) {
      log?.warn({ error: String(error) }, "PostgreSQL did not start; it is tried again");
    }
  }
  return undefined;
};
