import { createHash } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { CannotStart } from "@gatehouse/http/main.ts";
import { packagedBinaries } from "./binaries.ts";
import { canOpen, type OperatingUser, operatingUser } from "./operating-user.ts";

/** Where a server's files are and whom it runs as. */
export interface Place {
  /** The data directory itself, no link. */
  readonly directory: string;
  /** The folder with `bin/`, `lib/` and `share/`. */
  readonly binaries: string;
  readonly user: OperatingUser;
}

/** Root's home is closed to others (mode 0700); what lies in it and must be opened by another user is kept here. */
const reachable = "/var/lib/gatehouse";

/**
 * Finds the place for the data directory that was asked for. Root hands the server over to another user; where that
 * user cannot enter (a clone in root's home), the data and the binaries live below `/var/lib/gatehouse`, and
 * `directory` is a link to them, so that whoever removes it has removed the data.
 */
export const placeFor = async (directory: string): Promise<Place> => {
  mkdirSync(dirname(directory), { recursive: true });
  const user = operatingUser(realDirectory(directory));
  return { user, directory: dataFor(user, directory), binaries: binariesFor(user, await packagedBinaries()) };
};

const dataFor = (user: OperatingUser, directory: string) => {
  const link = linked(directory);
  if (link === undefined && canOpen(user, dirname(directory))) return directory;
  if (link === undefined && existsSync(directory))
    throw new CannotStart(
      `the data directory ${directory} lies below a folder that only root can enter, and PostgreSQL does not run as root: move it, or run npm run reset`,
    );
  const data = link ?? join(reachable, `${basename(directory)}-${shortHash(directory)}`);
  mkdirSync(dirname(data), { recursive: true });
  if (link === undefined) {
    // Without the link these are the remains of a data directory that was thrown away.
    rmSync(data, { recursive: true, force: true });
    symlinkSync(data, directory);
  }
  return data;
};

const shortHash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);

/** Where the data of `directory` really is. */
export const realDirectory = (directory: string): string => linked(directory) ?? directory;

/** The target of a link, whether or not it is there yet. */
const linked = (path: string) => {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
};

const binariesFor = (user: OperatingUser, packaged: string) => {
  if (canOpen(user, join(packaged, "share"))) return packaged;
  // An update of the package stands in the same folder, with files of its own date.
  const { mtimeMs } = statSync(join(packaged, "bin", "postgres"));
  const copy = join(reachable, `binaries-${shortHash(`${packaged} ${mtimeMs}`)}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  mkdirSync(reachable, { recursive: true });
  // Libraries link to each other by relative paths, which must lead into the copy.
  cpSync(packaged, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, copy);
  return copy;
};

/** Makes an empty folder that this user, and nobody else, can use. */
export const makePrivateFolder = (path: string, { uid, gid }: OperatingUser): void => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
};
