import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort, type TestUserPool } from "./user-pool.ts";

/** A user pool in a process of its own, which takes the place of the one that it shares the database with. */
export interface PoolProcess extends TestUserPool {
  /** As a power cut would end it: nothing is finished, nothing is said. */
  kill(): Promise<void>;
}

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

/** Starts `main.ts` on the pool's database and files, at an address of its own. */
export const startPoolProcess = async (pool: TestUserPool): Promise<PoolProcess> => {
  const address = `127.0.0.1:${await freePort()}`;
  const environment = { ...process.env, ...pool.environment, USER_POOL_LISTEN: address };
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main], {
    env: environment,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(child, "exit");
  await Promise.race([answers(`http://${address}/readyz`, child), ended.then(refuse)]);
  return {
    ...pool,
    url: `http://${address}`,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
};

const refuse = () => {
  throw new Error("the user pool's process has ended before it was ready");
};

/** In milliseconds: a process that is not ready by then never will be, however busy the machine. */
const patience = { start: 150_000, knock: 5_000 };

const answers = async (url: string, child: ChildProcess) => {
  const waited = AbortSignal.timeout(patience.start);
  while (child.exitCode === null && child.signalCode === null && !(await knock(url))) {
    if (waited.aborted) {
      child.kill("SIGKILL");
      throw new Error(`the user pool's process was not ready after ${patience.start} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const knock = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(patience.knock) }).then(
    ({ ok }) => ok,
    () => false,
  );
