// What test runs that were killed left behind: they are known by the process id of their run.
import { readdirSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { removePostgres } from "@gatehouse/embedded-database/server.ts";
import { getContainerRuntimeClient } from "testcontainers";

/** Marks the containers of this run. */
export const labels = { "gatehouse.tests.host": hostname(), "gatehouse.tests.process": String(process.pid) };

/** Begins the name of a run's data directory, which ends with its process id. */
export const directoryPrefix = "gatehouse-tests-";

export const removeAbandonedContainers = async (): Promise<void> => {
  const { dockerode } = (await getContainerRuntimeClient()).container;
  const label = [`gatehouse.tests.host=${hostname()}`];
  for (const { Id, Labels } of await dockerode.listContainers({ all: true, filters: { label } }))
    if (!lives(Number(Labels["gatehouse.tests.process"])))
      await dockerode.getContainer(Id).remove({ force: true, v: true });
};

export const removeAbandonedDirectories = async (): Promise<void> => {
  for (const name of readdirSync(tmpdir())) {
    const [, run] = new RegExp(`^${directoryPrefix}(\\d+)(\\.unfinished-.*)?$`).exec(name) ?? [];
    if (run && !lives(Number(run))) await removePostgres(join(tmpdir(), name));
  }
};

const lives = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};
