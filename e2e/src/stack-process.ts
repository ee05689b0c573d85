import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { dataDirectory } from "@gatehouse/stack/data-directory.ts";
import { holderOf } from "@gatehouse/stack/lock.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** How long a start (the first one makes a database) or a stop may take, in milliseconds. */
const patience = 60_000;

/** The ports of a stack that ran before; 0 for ones that are free. */
export interface Ports {
  readonly gateway: string;
  readonly userPool: string;
  readonly identityProvider: string;
}

const anyPorts: Ports = { gateway: "0", userPool: "0", identityProvider: "0" };

/**
 * What `npm start` runs, as a process of its own that outlives this one. Resolves with the place of `outputs.json`.
 * @throws with what it said, where it does not come up.
 */
export const startStack = async (directory: string, ports = anyPorts, clockAhead = 0): Promise<string> => {
  const { path, outputs } = dataDirectory(join(directory, "data"));
  // Those of a stack that was killed tell of nobody.
  rmSync(outputs, { force: true });
  const said = join(directory, "terminal.txt");
  const terminal = openSync(said, "a");
  const child = spawn(process.execPath, ["--import", "./e2e/src/clock-ahead.js", "stack/src/main.ts"], {
    cwd: root,
    detached: true,
    stdio: ["ignore", terminal, terminal],
    env: {
      ...process.env,
      // Jest's own, which would change how the parts behave.
      NODE_ENV: undefined,
      GATEHOUSE_DATA_DIR: path,
      GATEHOUSE_GATEWAY_PORT: ports.gateway,
      GATEHOUSE_USER_POOL_PORT: ports.userPool,
      GATEHOUSE_IDP_PORT: ports.identityProvider,
      GATEHOUSE_DB_PORT: "0",
      GATEHOUSE_E2E_CLOCK_AHEAD: String(clockAhead),
    },
  });
  closeSync(terminal);
  child.unref();
  const ended = once(child, "exit").then(() => "ended");
  for (let waited = 0; waited < patience && !existsSync(outputs); waited += 100)
    if ((await Promise.race([ended, sleep(100)])) === "ended") break;
  if (!existsSync(outputs)) throw new Error(`npm start did not come up:\n${readFileSync(said, "utf8")}`);
  return outputs;
};

/** Ends whatever stack runs on the directory, whoever started it, and resolves when it has ended. */
export const stopStack = async (directory: string, signal: "SIGTERM" | "SIGKILL"): Promise<void> => {
  const { lock } = dataDirectory(join(directory, "data"));
  const holder = await holderOf(lock);
  if (holder === undefined) return;
  if (holder === "unknown") throw new Error(`the stack on ${directory} does not say which process it is`);
  process.kill(holder, signal);
  for (let waited = 0; waited < patience; waited += 50) {
    if (!isAlive(holder)) return;
    await sleep(50);
  }
  throw new Error(`the stack on ${directory} (process ${holder}) did not end within ${patience / 1000} s of ${signal}`);
};

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
