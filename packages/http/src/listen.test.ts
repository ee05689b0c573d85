import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { CannotListen, listen, listenAddress } from "./listen.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "listen-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const hello = () => createServer((_request, response) => response.end("hello"));

const bodyOver = (socketPath: string) =>
  new Promise<string>((resolve, reject) => {
    get({ socketPath, path: "/" }, (response) => {
      response.setEncoding("utf8").once("data", resolve);
    }).once("error", reject);
  });

describe("an address to listen on", () => {
  test.each([
    ["127.0.0.1:9229", { host: "127.0.0.1", port: 9229 }],
    ["[::1]:80", { host: "::1", port: 80 }],
    ["unix:/run/trades.sock", { socket: "/run/trades.sock" }],
  ])("%s is understood", (text, address) => {
    expect(listenAddress.parse(text)).toEqual(address);
  });

  test.each(["9229", "localhost", "localhost:65536", "unix:relative.sock", ":80", "a:b:80"])(
    "%s is refused",
    (text) => {
      expect(listenAddress.safeParse(text).success).toBe(false);
    },
  );
});

describe("listening", () => {
  test("on a socket serves this user alone", async () => {
    const socket = join(folder, "hello.sock");
    const running = await listen(hello(), { socket });
    expect(await bodyOver(socket)).toBe("hello");
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    await running.close();
  });

  test("takes over a socket that a killed process left behind", async () => {
    const socket = join(folder, "stale.sock");
    writeFileSync(socket, "");
    const running = await listen(hello(), { socket });
    expect(await bodyOver(socket)).toBe("hello");
    await running.close();
  });

  test("on a port in use names the port", async () => {
    const server = hello();
    const first = await listen(server, { host: "127.0.0.1", port: 0 });
    const { port } = server.address() as { port: number };
    await expect(listen(hello(), { host: "127.0.0.1", port })).rejects.toThrow(`127.0.0.1:${port} is in use`);
    await first.close();
  });

  test("on a socket path that the kernel would cut off is refused", async () => {
    const listening = listen(hello(), { socket: join(folder, "x".repeat(120)) });
    await expect(listening).rejects.toBeInstanceOf(CannotListen);
  });
});
