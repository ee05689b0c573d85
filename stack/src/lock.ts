import { chmodSync, rmSync } from "node:fs";
import { createConnection, createServer, type Server } from "node:net";
import { text } from "node:stream/consumers";
import { checkSocketPath } from "@gatehouse/http/listen.ts";
import { CannotStart } from "@gatehouse/http/main.ts";

/** How long the holder of a lock may take to say who it is, in milliseconds. */
const answerTime = 1_000;

/**
 * Who holds the lock: its process id, "unknown" for one that does not say, `undefined` for nobody.
 * The lock is a socket that the holder listens on, so that it ends with the process, however that ends, and no other
 * process that got the same id is mistaken for it.
 */
export const holderOf = async (path: string): Promise<number | "unknown" | undefined> => {
  const connection = createConnection({ path, timeout: answerTime });
  connection.once("timeout", () => connection.destroy(new Error("no answer")));
  try {
    await new Promise((resolve, reject) => connection.once("connect", resolve).once("error", reject));
  } catch {
    return undefined;
  }
  try {
    return Number.parseInt(await text(connection), 10) || "unknown";
  } catch {
    return "unknown";
  }
};

/** What to tell whoever wants a data directory that is in use. */
export const inUse = (directory: string, holder: number | "unknown"): CannotStart =>
  new CannotStart(
    `a Gatehouse runs on the data directory ${directory} already (process ${holder}): stop that one, or set GATEHOUSE_DATA_DIR to another directory`,
  );

/**
 * Takes the lock on a data directory; `release` gives it back.
 * @throws {CannotStart} where another process holds it. @throws {CannotListen} where the path is too long for a socket.
 */
export const takeLock = async (directory: string, path: string): Promise<{ release(): Promise<void> }> => {
  checkSocketPath(path);
  const server = createServer((connection) => connection.on("error", () => {}).end(String(process.pid)));
  // The lock alone keeps no process alive.
  server.unref();
  if (!(await bound(server, path))) {
    const holder = await holderOf(path);
    if (holder !== undefined) throw inUse(directory, holder);
    // Left behind by a process that was killed.
    rmSync(path, { force: true });
    if (!(await bound(server, path))) throw inUse(directory, (await holderOf(path)) ?? "unknown");
  }
  chmodSync(path, 0o600);
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
};

/** Whether the socket could be had; a socket that exists, served or not, cannot. */
const bound = (server: Server, path: string) =>
  new Promise<boolean>((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(new CannotStart(`the lock ${path} cannot be taken: ${error.message}`, { cause: error }));
    };
    server.once("error", refused);
    server.listen(path, () => {
      server.off("error", refused);
      resolve(true);
    });
  });
