import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Administration, administrationOf } from "@gatehouse/gateway/trials/ask-gateway.ts";
import type { Outputs } from "@gatehouse/stack/outputs.ts";

/** The stack that runs: where everything is, and whom its gateway takes for an administrator. */
export interface RunningStack {
  readonly outputs: Outputs;
  readonly administration: Administration;
}

/**
 * Reads it from `.gatehouse` (`GATEHOUSE_DATA_DIR`).
 * @throws {Error} that says what is not there.
 */
export const runningStack = (environment: NodeJS.ProcessEnv): RunningStack => {
  const file = join(environment.GATEHOUSE_DATA_DIR ?? ".gatehouse", "outputs.json");
  const administration = administrationOf(environment);
  return { outputs: JSON.parse(readFileSync(file, "utf8")) as Outputs, administration };
};
