// Runs once after the last end-to-end test: stops what start-target.ts started, and removes its data.
import { rmSync } from "node:fs";
import { stopStack } from "./stack-process.ts";

export default async () => {
  const { GATEHOUSE_E2E_TARGET, GATEHOUSE_E2E_DIRECTORY: directory } = process.env;
  if (GATEHOUSE_E2E_TARGET !== "npm-start" || !directory) return;
  await stopStack(directory, "SIGTERM");
  rmSync(directory, { recursive: true, force: true });
};
