// Runs once before Jest's first test. The database server is started when the first test asks for it, so that a run of
// tests that need none does not wait for one.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Passwords } from "../roles.ts";
import { makeTemplate } from "./template.ts";

/** What a test needs to make its own database. */
export interface SharedServer {
  readonly adminUrl: string;
  readonly passwords: Passwords;
}

declare global {
  var stopTestServer: (() => Promise<void>) | undefined;
}

export default async () => {
  let shared: Promise<{ answer: SharedServer; stop: () => Promise<void> }> | undefined;
  const door = createServer(async (_request, response) => {
    // A worker asks again seconds later, just when a connection that was kept would be closed under its request.
    response.setHeader("Connection", "close");
    try {
      shared ??= start();
      response.end(JSON.stringify((await shared).answer));
    } catch (error) {
      response.writeHead(500).end(`the tests' database did not start: ${error instanceof Error ? error.stack : error}`);
    }
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  process.env.GATEHOUSE_TEST_SERVER = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  globalThis.stopTestServer = async () => {
    door.close();
    door.closeAllConnections();
    const started = await shared?.catch(() => undefined);
    await started?.stop();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, interrupted);
};

/** Jest ends at a signal without its teardown. */
const interrupted = async () => {
  await globalThis.stopTestServer?.();
  process.exit(1);
};

const start = async () => {
  const { startTestServer } = await import("./test-server.ts");
  const { adminUrl, stop } = await startTestServer();
  try {
    return { answer: { adminUrl, passwords: await makeTemplate(adminUrl) }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
