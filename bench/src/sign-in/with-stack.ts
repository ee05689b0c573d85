import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../../../stack/src/main.ts", import.meta.url));

/** How long a first start may take, in milliseconds. */
const patience = 120_000;

/** A stack of its own, as `npm start` runs it, on free ports; it is removed afterwards. @param work gets its outputs.json */
export const withStack = async (work: (outputs: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
  // Started by root, PostgreSQL runs as another user, who must get through.
  chmodSync(folder, 0o755);
  const data = join(folder, "data");
  const stack = spawn(process.execPath, [entry], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      GATEHOUSE_DATA_DIR: data,
      GATEHOUSE_GATEWAY_PORT: "0",
      GATEHOUSE_USER_POOL_PORT: "0",
      GATEHOUSE_IDP_PORT: "0",
      GATEHOUSE_DB_PORT: "0",
    },
  });
  const ended = once(stack, "exit");
  try {
    await up(join(data, "outputs.json"), () => stack.exitCode !== null);
    await work(join(data, "outputs.json"));
  } finally {
    stack.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
};

const up = async (outputs: string, hasEnded: () => boolean) => {
  for (let waited = 0; waited < patience && !existsSync(outputs) && !hasEnded(); waited += 100) await sleep(100);
  if (!existsSync(outputs)) throw new Error("the stack did not come up");
};
