import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removePostgres, startPostgres } from "@gatehouse/embedded-database/server.ts";
import { PostgreSqlContainer } from "@testcontainers/postgresql";
import { getContainerRuntimeClient, Wait } from "testcontainers";
import { directoryPrefix, labels, removeAbandonedContainers, removeAbandonedDirectories } from "./abandoned.ts";

/** A PostgreSQL server of one test run. */
export interface TestServer {
  readonly adminUrl: string;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/** What a test run loses with its server is worth nothing, so nothing is waited for to reach the disk. */
const fleeting = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };

/**
 * Starts the server that the integration tests run on: a container where a Docker engine answers, else the embedded
 * one. `GATEHOUSE_TEST_DATABASE=container|embedded` forces one of them.
 */
export const startTestServer = async (wanted = process.env.GATEHOUSE_TEST_DATABASE): Promise<TestServer> => {
  if (wanted === "embedded") return await inChildProcess();
  if (wanted === "container") return await inContainer();
  if (wanted)
    throw new Error(`GATEHOUSE_TEST_DATABASE: expected container or embedded; received ${JSON.stringify(wanted)}`);
  return (await engineAnswers()) ? await inContainer().catch(fallBack) : await inChildProcess();
};

const engineAnswers = () =>
  getContainerRuntimeClient().then(
    () => true,
    () => false,
  );

const fallBack = async (error: unknown) => {
  process.stderr.write(`\nTESTS RUN ON THE EMBEDDED POSTGRESQL: the container did not start: ${error}\n`);
  return await inChildProcess();
};

const inContainer = async (): Promise<TestServer> => {
  // The run removes its container itself; the reaper is one more image to pull.
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= "true";
  await removeAbandonedContainers();
  const container = await new PostgreSqlContainer("postgres:17-trixie")
    .withDatabase("postgres")
    .withUsername("postgres")
    .withPassword(randomBytes(16).toString("hex"))
    .withLabels(labels)
    .withTmpFs({ "/var/lib/postgresql/data": "rw" })
    .withCommand(["postgres", ...Object.entries(fleeting).flatMap(([name, value]) => ["-c", `${name}=${value}`])])
    // The library's own check would start a process in the container four times a second for as long as the tests run.
    .withHealthCheck({ test: ["CMD", "true"], interval: 3_600_000, timeout: 1_000, retries: 1 })
    // Once while the image makes the database, and once when that is over.
    .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
    .start();
  return {
    adminUrl: container.getConnectionUri(),
    stop: async () => {
      await container.stop({ remove: true, removeVolumes: true });
    },
  };
};

const inChildProcess = async (): Promise<TestServer> => {
  await removeAbandonedDirectories();
  const directory = join(tmpdir(), `${directoryPrefix}${process.pid}`);
  const superuserPassword = randomBytes(16).toString("hex");
  const server = await startPostgres({ directory, port: 0, superuserPassword, settings: fleeting });
  return {
    adminUrl: server.url("postgres", superuserPassword, "postgres"),
    stop: async () => {
      await server.stop();
      await removePostgres(directory);
    },
  };
};
