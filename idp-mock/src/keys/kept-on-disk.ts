import { randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CannotStart } from "@gatehouse/http/main.ts";

/**
 * The text of a file that is made when it is first needed, and kept from then on; only this user may read it.
 * @throws {CannotStart} when it can be neither read nor written.
 */
export const keptOnDisk = async (file: string, make: () => Promise<string>): Promise<string> => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  return (await textIn(file)) ?? (await written(file, await make()));
};

const textIn = (file: string): Promise<string | undefined> =>
  readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new CannotStart(`${file} cannot be read: ${error.message}`, { cause: error });
  });

/** Written whole under another name and then linked: a crash leaves no half file, and of two racers one wins. */
const written = async (file: string, text: string): Promise<string> => {
  const draft = join(dirname(file), `${randomUUID()}.draft`);
  try {
    const handle = await open(draft, "wx", 0o600);
    await handle.writeFile(text);
    await handle.sync();
    await handle.close();
    await link(draft, file);
    return text;
  } catch (error) {
    const winner = (error as NodeJS.ErrnoException).code === "EEXIST" ? await textIn(file) : undefined;
    if (winner !== undefined) return winner;
    throw new CannotStart(`${file} cannot be written: ${(error as Error).message}`, { cause: error });
  } finally {
    await rm(draft, { force: true });
  }
};
