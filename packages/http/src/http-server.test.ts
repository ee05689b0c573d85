import { Agent, get } from "node:http";
import { expect, test } from "@jest/globals";
import { httpServer, idleTime } from "./http-server.ts";
import { listen } from "./listen.ts";

test("a server tells its callers that they may keep a connection for longer than a minute", async () => {
  const server = httpServer((_request, response) => response.end());
  const running = await listen(server, { host: "127.0.0.1", port: 0 });
  const { port } = server.address() as { port: number };
  const agent = new Agent({ keepAlive: true });
  const headers = await new Promise((resolve, reject) =>
    get({ port, host: "127.0.0.1", agent }, (response) => {
      response.resume().on("end", () => resolve(response.headers));
    }).on("error", reject),
  );
  expect(headers).toMatchObject({ connection: "keep-alive", "keep-alive": `timeout=${idleTime / 1_000}` });
  agent.destroy();
  await running.close();
});
