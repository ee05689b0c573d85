import { rmSync } from "node:fs";
import { readEnvironment } from "@gatehouse/config/environment.ts";
import { CannotStart, runOnce } from "@gatehouse/http/main.ts";
import { dataDirectory, strangersIn } from "./data-directory.ts";
import { holderOf } from "./lock.ts";
import { settings } from "./settings.ts";

/**
 * Throws all data away: database, secrets, keys, logs.
 * @throws {CannotStart} where a stack runs on it, or files stand in it that are not Gatehouse's.
 */
export const reset = async (directory: string): Promise<void> => {
  const { path, lock } = dataDirectory(directory);
  const holder = await holderOf(lock);
  if (holder !== undefined)
    throw new CannotStart(`a Gatehouse runs on ${path} (process ${holder}): stop it first; nothing was removed`);
  const strangers = strangersIn(path);
  if (strangers.length > 0)
    throw new CannotStart(
      `${path} holds files that are not Gatehouse's (${strangers.slice(0, 3).join(", ")}); nothing was removed`,
    );
  rmSync(path, { recursive: true, force: true });
};

if (import.meta.main)
  await runOnce("gatehouse", async () => {
    const { GATEHOUSE_DATA_DIR } = readEnvironment(settings, process.env);
    await reset(GATEHOUSE_DATA_DIR);
    process.stdout.write(`${GATEHOUSE_DATA_DIR} was removed; the next start makes it anew.\n`);
  });
