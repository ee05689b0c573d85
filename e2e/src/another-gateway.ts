import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { configFiles } from "@gatehouse/stack/configuration.ts";
import { dataDirectory } from "@gatehouse/stack/data-directory.ts";
import { account } from "@gatehouse/stack/outputs.ts";
import { choosePorts } from "@gatehouse/stack/ports.ts";
import { secretsOf } from "@gatehouse/stack/secrets.ts";
import { fetch } from "undici";
import { outputs } from "./target.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** How long a start may take, in milliseconds. */
const patience = 30_000;

/** A gateway beside the stack's own, with an authorizer of its own. */
export interface AnotherGateway {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a gateway as a process of its own, before the same services, pool and database as that of the stack in `directory`.
 * @throws where it does not answer.
 */
export const startAnotherGateway = async (directory: string): Promise<AnotherGateway> => {
  const { port } = await choosePorts({ port: 0 });
  const child = spawn(process.execPath, ["gateway/src/main.ts"], {
    cwd: root,
    stdio: "ignore",
    env: { PATH: process.env.PATH, ...environmentOf(directory, port) },
  });
  const url = `http://localhost:${port}`;
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  for (let waited = 0; waited < patience && child.exitCode === null; waited += 100) {
    if (await answers(`${url}/health`)) return { url, stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`another gateway did not come up at ${url}`);
};

const answers = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** As stack/src/parts.ts gives it to the stack's own. */
const environmentOf = (directory: string, port: number) => {
  const data = dataDirectory(join(directory, "data"));
  const { passwords, administrator } = secretsOf(data);
  const { apis, functions } = configFiles(join(root, "config"));
  const { region, gateway, userPool } = outputs();
  const database = databasePortOf(data.database);
  const databaseUrl = (role: keyof typeof passwords) =>
    `postgres://${role}:${passwords[role]}@127.0.0.1:${database}/gatehouse`;
  return {
    GATEWAY_LISTEN: `127.0.0.1:${port}`,
    GATEWAY_PUBLIC_URL: `http://localhost:${port}`,
    GATEWAY_APIS: apis,
    GATEWAY_FUNCTIONS: functions,
    GATEWAY_REGION: region,
    GATEWAY_ACCOUNT_ID: account,
    GATEWAY_VPC_LINK: `unix:${data.sockets}`,
    GATEWAY_DATABASE_URL: databaseUrl("gatehouse_gateway"),
    GATEWAY_ISSUER: userPool.issuer,
    GATEWAY_USER_POOL_URL: userPool.endpoint,
    GATEWAY_ADMIN_SECRET: administrator,
    AUTHORIZER_USER_POOL_URL: userPool.endpoint,
    AUTHORIZER_USER_POOL_ID: userPool.id,
    AUTHORIZER_CLIENT_IDS: userPool.clientId,
    AUTHORIZER_ISSUER: userPool.issuer,
    AUTHORIZER_DATABASE_URL: databaseUrl("gatehouse_authorizer"),
    AUTHORIZER_ORIGIN: gateway.url,
  };
};

/** The fourth line of `postmaster.pid`: https://www.postgresql.org/docs/17/storage-file-layout.html */
const databasePortOf = (database: string) =>
  Number(readFileSync(join(database, "postmaster.pid"), "utf8").split("\n")[3]);
