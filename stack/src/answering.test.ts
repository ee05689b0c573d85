import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { allAnswer } from "./answering.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const place = temporaryFolder();
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server whose `/readyz` gives these statuses one after the other, the last one for ever; other paths give 404. */
const answering = async (statuses: readonly number[], socket?: string) => {
  const left = [...statuses];
  const server = createServer(({ url }, response) => {
    const status = left.length > 1 ? left.shift() : left[0];
    response.writeHead(url === "/readyz" ? (status ?? 500) : 404).end();
  });
  servers.push(server);
  server.listen(socket ?? { host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  return socket ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe("waiting for the parts", () => {
  test("ends when all are ready, on ports and on sockets", async () => {
    await allAnswer([
      { name: "pool", place: { url: await answering([503, 503, 200]) } },
      { name: "trades", place: { socket: await answering([200], place("t.sock")) } },
      { name: "gateway", place: { api: await answering([403]) } },
    ]);
  });

  test.each([
    ["is not ready", async () => ({ url: await answering([503]) }), "503"],
    ["has no such path", async () => ({ url: await answering([404]) }), "404"],
    ["is not there", async () => ({ socket: place("none.sock") }), "ENOENT"],
  ])("names the part that %s, and what it said", async (_case, at, said) => {
    const parts = [
      { name: "gateway", place: { api: await answering([403]) } },
      { name: "pool", place: await at() },
    ];
    await expect(allAnswer(parts, 150)).rejects.toThrow(new RegExp(`^pool was started but is not ready \\(.*${said}`));
  });
});
