import { spawn } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { CannotStart } from "@gatehouse/http/main.ts";
import { majorVersion } from "./binaries.ts";
import { makePrivateFolder, type Place } from "./place.ts";

/**
 * Makes the data directory at the first start. It is made beside its place and moved there when it is whole, so that
 * an interrupted first start leaves nothing that looks like a database.
 * @throws {CannotStart} where the directory holds a database of another major version, or something else.
 */
export const ensureCluster = async (place: Place, superuserPassword: string): Promise<void> => {
  const version = versionIn(place.directory);
  if (version === majorVersion) return;
  if (version !== undefined)
    throw new CannotStart(
      `the data directory ${place.directory} was made by PostgreSQL ${version}; this is PostgreSQL ${majorVersion}: run npm run reset to throw the data away and start anew`,
    );
  if (existsSync(place.directory) && readdirSync(place.directory).length > 0)
    throw new CannotStart(
      `the data directory ${place.directory} is not empty and holds no PostgreSQL database: name another one, or run npm run reset`,
    );
  await makeCluster(place, superuserPassword);
};

const versionIn = (directory: string) => {
  const file = join(directory, "PG_VERSION");
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
};

const makeCluster = async (place: Place, superuserPassword: string) => {
  const prefix = `${place.directory}.unfinished-`;
  removeAll(prefix);
  const folder = mkdtempSync(prefix);
  try {
    makePrivateFolder(folder, place.user);
    const data = join(folder, "data");
    const password = join(folder, "password");
    makePrivateFolder(data, place.user);
    writeFileSync(password, `${superuserPassword}\n`, { mode: 0o600 });
    if (place.user.uid !== undefined) chownSync(password, place.user.uid, place.user.gid ?? place.user.uid);
    await initialise(place, data, password);
    rmSync(place.directory, { recursive: true, force: true });
    renameSync(data, place.directory);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const removeAll = (prefix: string) => {
  const folder = dirname(prefix);
  for (const name of readdirSync(folder))
    if (name.startsWith(basename(prefix))) rmSync(join(folder, name), { recursive: true, force: true });
};

/** https://www.postgresql.org/docs/17/app-initdb.html */
const initialise = async ({ binaries, user }: Place, data: string, passwordFile: string) => {
  const options = [
    `--pgdata=${data}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The same order and the same letters on every machine, whatever locales it has.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
  const child = spawn(join(binaries, "bin", "initdb"), options, {
    ...user,
    cwd: "/",
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => said.push(text));
  const code = await new Promise((resolve) => {
    child.once("error", (error) => resolve(said.push(error.message)));
    child.once("close", resolve);
  });
  if (code !== 0) throw new CannotStart(`initdb could not make the data directory ${data}:\n${said.join("")}`);
};
