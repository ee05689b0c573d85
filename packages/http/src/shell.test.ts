import { createServer } from "node:http";
import { PassThrough } from "node:stream";
import { afterEach, describe, expect, test } from "@jest/globals";
import { listen, type Running } from "./listen.ts";
import { logger } from "./log.ts";
import { shell, unexpected } from "./shell.ts";

let running: Running | undefined;
afterEach(async () => await running?.close());

const started = async (ready: () => Promise<void> = async () => {}) => {
  const lines: string[] = [];
  const log = logger(
    "test",
    new PassThrough().on("data", (line) => lines.push(String(line))),
  );
  const app = shell({ log, ready });
  app.get("/fine", (_request, response) => void response.json({ id: response.locals.requestId }));
  app.get("/broken", () => {
    throw new Error("the password is hunter2");
  });
  app.use(unexpected(log, (status, response) => void response.status(status).json({ error: "internal" })));
  const server = createServer(app);
  running = await listen(server, { host: "127.0.0.1", port: 0 });
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, lines };
};

describe("the service shell", () => {
  test("keeps a request id that it was given, and makes one where that is unusable", async () => {
    const { url } = await started();
    const given = await fetch(`${url}/fine`, { headers: { "x-request-id": "0123-abcd" } });
    expect(await given.json()).toEqual({ id: "0123-abcd" });
    const bad = await fetch(`${url}/fine`, { headers: { "x-request-id": "a b" } });
    expect(((await bad.json()) as { id: string }).id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("answers an unexpected error without its text, and logs it", async () => {
    const { url, lines } = await started();
    const response = await fetch(`${url}/broken`);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"error":"internal"}');
    expect(lines.some((line) => line.includes("unexpected error"))).toBe(true);
  });

  test("logs one line per request", async () => {
    const { url, lines } = await started();
    await (await fetch(`${url}/fine`)).text();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const requests = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "request");
    expect(requests).toEqual([expect.objectContaining({ method: "GET", path: "/fine", status: 200 })]);
  });

  test("is ready only while its dependencies are", async () => {
    const up = await started();
    expect((await fetch(`${up.url}/readyz`)).status).toBe(200);
    await running?.close();
    const down = await started(async () => {
      throw new Error("no database");
    });
    expect((await fetch(`${down.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${down.url}/livez`)).status).toBe(200);
  });

  test("keeps credentials out of the log", () => {
    const lines: string[] = [];
    const log = logger(
      "test",
      new PassThrough().on("data", (line) => lines.push(String(line))),
    );
    log.info({ headers: { authorization: "Bearer x.y.z", cookie: "a=b" }, access_token: "t0ken" }, "seen");
    expect(lines.join("")).not.toMatch(/x\.y\.z|a=b|t0ken/);
  });
});
