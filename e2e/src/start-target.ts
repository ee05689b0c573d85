// Runs once before the first end-to-end test: starts `npm start` on free ports, unless GATEHOUSE_OUTPUTS names a system
// that runs already.
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStack } from "./stack-process.ts";

export default async () => {
  if (!process.env.GATEHOUSE_OUTPUTS) await startTarget(makeTargetDirectory());
};

/** Where a system keeps its data while it is tested. */
export const makeTargetDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), "gh-"));
  // Started by root, PostgreSQL runs as another user, who must get through.
  chmodSync(directory, 0o755);
  return directory;
};

/** Starts it and tells the tests where it is. */
export const startTarget = async (directory: string): Promise<void> => {
  process.env.GATEHOUSE_OUTPUTS = await startStack(directory);
  process.env.GATEHOUSE_E2E_TARGET = "npm-start";
  process.env.GATEHOUSE_E2E_DIRECTORY = directory;
};
