import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { CannotStart } from "@gatehouse/http/main.ts";

/** Whom the server runs as. Empty: the user of this process. */
export interface OperatingUser {
  uid?: number;
  gid?: number;
}

/** Users that need no home, no shell and no rights, in the order of preference. */
const candidates = ["postgres", "nobody"];

/**
 * PostgreSQL refuses to run as root, so for root another user is taken: whoever owns the data directory already,
 * else `postgres`, else `nobody`.
 * @throws {CannotStart} where the data directory belongs to somebody else, or root has nobody to hand over to.
 */
export const operatingUser = (directory: string): OperatingUser => {
  const self = process.getuid?.();
  if (self === undefined) return {};
  const owner = statSync(directory, { throwIfNoEntry: false });
  if (self !== 0) {
    if (owner && owner.uid !== self)
      throw new CannotStart(
        `the data directory ${directory} belongs to the user with id ${owner.uid}, not to this one (${self}): start as that user or name another data directory`,
      );
    return {};
  }
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : unprivileged();
};

const unprivileged = (): OperatingUser => {
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of candidates) {
    const [, , uid, gid] = accounts.find(([account]) => account === name) ?? [];
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new CannotStart(
    `PostgreSQL does not run as root, and this system has no user ${candidates.join(" or ")} to run it as: start as another user`,
  );
};

/** Whether that user can open `path`: every folder above it must let it through. */
export const canOpen = (user: OperatingUser, path: string): boolean =>
  user.uid === undefined || spawnSync("test", ["-r", path], { ...user, cwd: "/" }).status === 0;
