import { renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes a file so that a reader sees the old one, the new one or none, and never half of it, even when the process is
 * killed in the middle.
 * @param mode access rights, such as 0o600 for a secret
 */
export const writeAtomically = (file: string, text: string, mode = 0o644): void => {
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    writeFileSync(unfinished, text, { mode, flush: true });
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
};
