import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { CannotStart } from "@gatehouse/http/main.ts";

/** Where everything is that outlives a start, and what a running stack shows. */
export interface DataDirectory {
  readonly path: string;
  readonly secrets: string;
  readonly database: string;
  readonly identityProvider: string;
  /** The Unix sockets of the private services. */
  readonly sockets: string;
  readonly lock: string;
  readonly log: string;
  readonly previousLog: string;
  readonly outputs: string;
  /** The certificate of the authority that signs those of the HTTPS listeners, for browsers and tools to trust. */
  readonly authority: string;
  /** Signatures of where the chains of audit records end, which lie outside the database. */
  readonly checkpoints: string;
  /** The public keys that verify them. */
  readonly checkpointKeys: string;
}

export const dataDirectory = (path: string): DataDirectory => ({
  path,
  secrets: join(path, "secrets"),
  // In a folder of its own, because a data directory under construction stands beside its place.
  database: join(path, "postgres", "data"),
  identityProvider: join(path, "idp"),
  sockets: join(path, "run"),
  lock: join(path, "run", "stack.sock"),
  log: join(path, "gatehouse.log"),
  previousLog: join(path, "gatehouse.previous.log"),
  outputs: join(path, "outputs.json"),
  authority: join(path, "ca.pem"),
  checkpoints: join(path, "audit", "checkpoints.jsonl"),
  checkpointKeys: join(path, "audit", "public-keys.pem"),
});

const known = new Set([
  "secrets",
  "postgres",
  "idp",
  "audit",
  "run",
  "gatehouse.log",
  "gatehouse.previous.log",
  "outputs.json",
  "ca.pem",
]);

/** What stands in the directory and is not Gatehouse's. Empty for a directory that does not exist. */
export const strangersIn = (path: string): readonly string[] => {
  try {
    return readdirSync(path).filter((name) => !known.has(name.replace(/\.\d+\.unfinished$/, "")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new CannotStart(`the data directory ${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
};

/**
 * Makes the folders that are missing. Others may enter the directory itself (PostgreSQL may run as another user) but
 * neither the secrets nor the sockets.
 * @throws {CannotStart} for a directory that holds somebody else's files, or in which this user may not write.
 */
export const makeDataDirectory = ({ path, secrets, sockets, identityProvider, checkpoints }: DataDirectory): void => {
  const strangers = strangersIn(path);
  if (strangers.length > 0)
    throw new CannotStart(
      `the data directory ${path} holds files that are not Gatehouse's (${strangers.slice(0, 3).join(", ")}): set GATEHOUSE_DATA_DIR to an empty or a new directory`,
    );
  try {
    mkdirSync(path, { recursive: true });
    for (const folder of [secrets, sockets, identityProvider, dirname(checkpoints)]) {
      mkdirSync(folder, { recursive: true });
      chmodSync(folder, 0o700);
    }
  } catch (error) {
    throw new CannotStart(`the data directory ${path} cannot be used: ${(error as Error).message}`, { cause: error });
  }
};
