import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Runs `docker compose` on the project under test and gives what it prints. Which project, and its ports, stand in the
 * environment: COMPOSE_PROJECT_NAME and the variables of docker-compose.yml.
 * @throws with what it said, where it fails.
 */
export const compose = (...args: readonly string[]): string => docker("compose", ...args);

/** Runs `docker`, as above. */
export const docker = (...args: readonly string[]): string => {
  const { status, stdout, stderr, error } = spawnSync("docker", args, {
    cwd: root,
    env: process.env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`docker ${args.join(" ")} failed: ${error?.message ?? ""}\n${stdout}\n${stderr}`);
  return stdout;
};
