// `npm run test:compose`: brings the system up with Compose, as a project of its own on free ports, runs the end-to-end
// tests against it, and takes it down with its volumes, whatever happens.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { choosePorts } from "@gatehouse/stack/ports.ts";
import { compose } from "./compose-command.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs Jest and gives its exit code. */
const jest = (...args: readonly string[]) =>
  new Promise<number>((resolve) => {
    const child = spawn(process.execPath, ["tools/jest.js", ...args, ...process.argv.slice(2)], {
      cwd: root,
      stdio: "inherit",
    });
    child.once("exit", (code) => resolve(code ?? 1));
  });

const say = (text: string) => process.stdout.write(`test:compose: ${text}\n`);

const directory = mkdtempSync(join(tmpdir(), "gatehouse-"));
const ports = await choosePorts({ GATEHOUSE_GATEWAY_PORT: 0, GATEHOUSE_USER_POOL_PORT: 0, GATEHOUSE_IDP_PORT: 0 });
Object.assign(process.env, ports, {
  COMPOSE_PROJECT_NAME: `gatehouse-test-${process.pid}`,
  GATEHOUSE_DATA_DIR: directory,
  GATEHOUSE_OUTPUTS: join(directory, "outputs.json"),
  GATEHOUSE_E2E_TARGET: "compose",
});

const takeDown = () => {
  compose("down", "--volumes", "--remove-orphans", "--timeout", "5");
  rmSync(directory, { recursive: true, force: true });
};
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    takeDown();
    process.exit(1);
  });

try {
  say(`docker compose up, project ${process.env.COMPOSE_PROJECT_NAME} …`);
  compose("up", "--wait");
  say("up");
  const codes = [await jest("--selectProjects", "e2e"), await jest("--selectProjects", "faults", "--runInBand")];
  process.exitCode = Math.max(...codes);
} catch (error) {
  process.stderr.write(`test:compose: ${error instanceof Error ? error.message : error}\n`);
  try {
    process.stderr.write(compose("logs", "--tail", "20"));
  } catch {
    // There is nothing to show where the engine is what failed.
  }
  process.exitCode = 1;
} finally {
  takeDown();
}
