import { randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CannotStart } from "@gatehouse/http/main.ts";

/**
 * The text of a file that is made when it is first needed, and kept from then on; only this user may read it.
 * @throws {CannotStart} when it can be neither read nor written.
 */
export const keptOnDisk = async (file: string, make: () => Promise<string>): Promise<string> =>
  (await textIn(file)) ?? (await written(file, await make()));

/** @returns undefined when there is no such file @throws {CannotStart} when it is there and cannot be read. */
export const textIn = (file: string): Promise<string | undefined> =>
  readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new CannotStart(`${file} cannot be read: ${error.message}`, { cause: error });
  });

/**
 * Puts a text in the place of what the file held: whoever reads sees one or the other, also after a crash.
 * @throws {CannotStart} when it cannot be written.
 */
export const replaceOnDisk = async (file: string, text: string): Promise<void> => {
  try {
    await drafted(file, text, (draft) => rename(draft, file));
  } catch (error) {
    throw cannotWrite(file, error);
  }
};

/** Of two who make the file at the same time, one wins. */
const written = async (file: string, text: string): Promise<string> => {
  try {
    await drafted(file, text, (draft) => link(draft, file));
    return text;
  } catch (error) {
    const winner = (error as NodeJS.ErrnoException).code === "EEXIST" ? await textIn(file) : undefined;
    if (winner !== undefined) return winner;
    throw cannotWrite(file, error);
  }
};

/** Written whole under another name before it is put in its place, so that a crash leaves no half file. */
const drafted = async (file: string, text: string, put: (draft: string) => Promise<void>) => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = join(dirname(file), `${randomUUID()}.draft`);
  try {
    const handle = await open(draft, "wx", 0o600);
    await handle.writeFile(text);
    await handle.sync();
    await handle.close();
    await put(draft);
  } finally {
    await rm(draft, { force: true });
  }
};

const cannotWrite = (file: string, cause: unknown) =>
  new CannotStart(`${file} cannot be written: ${(cause as Error).message}`, { cause });
