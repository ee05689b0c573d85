import { join } from "node:path";
import { parseArgs } from "node:util";
import { readEnvironment } from "@gatehouse/config/environment.ts";
import { runningPort } from "@gatehouse/embedded-database/running-port.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import { z } from "zod";
import { dataDirectory } from "../data-directory.ts";
import { settings as ofTheStack } from "../settings.ts";
import { fileText } from "./file-text.ts";

/** What is verified, and with what. */
export interface Sources {
  readonly database: string;
  readonly checkpoints: string;
  readonly key: string;
}

const options = { database: { type: "string" }, checkpoints: { type: "string" }, key: { type: "string" } } as const;

const environment = z.object({
  AUDIT_DATABASE_URL: z.string().optional(),
  AUDIT_CHECKPOINTS: z.string().optional(),
  AUDIT_KEY: z.string().optional(),
  GATEHOUSE_DATA_DIR: ofTheStack.shape.GATEHOUSE_DATA_DIR,
});

/**
 * From the command line, else the environment, else the stack that runs on the data directory.
 * @throws {CannotStart} where some are named and others not: checkpoints of one database say nothing of another.
 */
export const sourcesOf = (args: readonly string[], variables: NodeJS.ProcessEnv): Sources => {
  const told = readEnvironment(environment, variables);
  const { values } = parse(args);
  const database = values.database ?? told.AUDIT_DATABASE_URL;
  const checkpoints = values.checkpoints ?? told.AUDIT_CHECKPOINTS;
  const key = values.key ?? told.AUDIT_KEY;
  const named = [database, checkpoints, key].filter((one) => one !== undefined).length;
  if (named === 0) return ofRunning(told.GATEHOUSE_DATA_DIR);
  if (database === undefined || checkpoints === undefined || key === undefined)
    throw new CannotStart("--database, --checkpoints and --key belong together: name all three, or none");
  return { database, checkpoints, key };
};

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options });
  } catch (error) {
    throw new CannotStart((error as Error).message, { cause: error });
  }
};

const ofRunning = (path: string): Sources => {
  const { database, secrets, checkpoints, checkpointKeys } = dataDirectory(path);
  const port = runningPort(database);
  if (port === undefined)
    throw new CannotStart(
      `no stack runs on ${path}: start it (npm start), or name a database with --database, --checkpoints and --key`,
    );
  const password = fileText(join(secrets, "gatehouse_auditor")).trim();
  return {
    database: `postgres://gatehouse_auditor:${password}@127.0.0.1:${port}/gatehouse`,
    checkpoints,
    key: checkpointKeys,
  };
};
