import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Backend, startBackend } from "../testing/backend.ts";
import { stage, startGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { httpRoute } from "../testing/routes.ts";
import type { TestedGateway } from "../testing/served.ts";

let backend: Backend;
let gateway: TestedGateway;
beforeAll(async () => {
  backend = await startBackend();
  const mappings = [{ basePath: "", api: stage.apiId, stage: stage.name }];
  gateway = await startGateway({
    folder: backend.folder,
    routes: [httpRoute("GET", "/trades")],
    domains: [
      { name: "localhost", mappings },
      { name: "api.example", mappings },
    ],
  });
});
afterAll(async () => {
  await gateway.close();
  await backend.close();
});
beforeEach(() => backend.reset());

const asked = async (...lines: string[]) => {
  const { answers } = await converse(gateway.port, raw(...lines));
  expect(answers).toHaveLength(1);
  return answers[0]?.status;
};

describe("a host that is served", () => {
  test.each([
    "localhost",
    "LocalHost:8080",
    "localhost:0",
    "localhost:65535",
    "127.0.0.1:1",
    "[::1]:8080",
    "api.example",
    "API.example:443",
  ])("%s", async (host) => {
    expect(await asked("GET /trades HTTP/1.1", `Host: ${host}`)).toBe(200);
    expect(backend.seen.map(({ url, headers }) => [url, headers.host])).toEqual([["/trades", "trades"]]);
  });
});

describe("a host that is not is refused before any service", () => {
  test.each<[status: number, ...lines: string[]]>([
    [403, "GET /trades HTTP/1.1", "Host: evil"],
    [403, "GET /trades HTTP/1.1", "Host: localhost."],
    [403, "GET /trades HTTP/1.1", "Host: localhost.evil"],
    [403, "GET /trades HTTP/1.1", "Host: evil.localhost"],
    [403, "GET /trades HTTP/1.1", "Host: 127.0.0.2"],
    [403, "GET /trades HTTP/1.1", "Host: 2130706433"],
    [403, "GET /trades HTTP/1.1", "Host: [::ffff:127.0.0.1]"],
    [403, "GET /trades HTTP/1.1", "Host: trades"],
    [403, "GET /trades HTTP/1.1", "Host: __proto__"],
    [403, "GET /trades HTTP/1.1", "Host: evil", "X-Forwarded-Host: localhost"],
    [403, "GET /trades HTTP/1.1", "Host: evil", "Forwarded: host=localhost"],
    [403, "GET /trades HTTP/1.1", "Host: zzzzzzzzzz.execute-api.localhost"],
    [403, "GET /trades HTTP/1.0"],
    [403, "GET /trades HTTP/1.0", "Host: evil"],
    [400, "GET /trades HTTP/1.1"],
    [400, "GET /trades HTTP/1.1", "Host:"],
    [400, "GET /trades HTTP/1.1", "Host: localhost:"],
    [400, "GET /trades HTTP/1.1", "Host: localhost:65536"],
    [400, "GET /trades HTTP/1.1", "Host: localhost:99999"],
    [400, "GET /trades HTTP/1.1", "Host: localhost:-1"],
    [400, "GET /trades HTTP/1.1", "Host: localhost:80:80"],
    [400, "GET /trades HTTP/1.1", "Host: localhost@evil"],
    [400, "GET /trades HTTP/1.1", "Host: evil@localhost"],
    [400, "GET /trades HTTP/1.1", "Host: localhost/evil"],
    [400, "GET /trades HTTP/1.1", "Host: localhost?x"],
    [400, "GET /trades HTTP/1.1", "Host: localhost#x"],
    [400, "GET /trades HTTP/1.1", "Host: localhost\\evil"],
    [400, "GET /trades HTTP/1.1", "Host: http://localhost"],
    [400, "GET /trades HTTP/1.1", "Host: %6cocalhost"],
    [400, "GET /trades HTTP/1.1", "Host: l\xf6calhost"],
    [400, "GET /trades HTTP/1.1", "Host: localhost, evil"],
    [400, "GET /trades HTTP/1.1", "Host: localhost evil"],
    [400, "GET /trades HTTP/1.1", "Host: localhost", "Host: evil"],
    [400, "GET /trades HTTP/1.1", "Host: localhost", "host: localhost"],
    [400, "GET http://localhost/trades HTTP/1.1", "Host: localhost"],
    [400, "GET http://localhost/trades HTTP/1.1", "Host: evil"],
    [400, "GET http://evil/trades HTTP/1.1", "Host: localhost"],
  ])("%d: %s %s", async (status, ...lines) => {
    expect(await asked(...lines)).toBe(status);
    expect(backend.seen).toEqual([]);
  });
});

test("a host that somebody in front is said to have seen changes nothing", async () => {
  const lines = ["X-Forwarded-Host: evil", "X-Host: evil", "Forwarded: host=evil", "X-Original-Host: evil"];
  expect(await asked("GET /trades HTTP/1.1", "Host: localhost", ...lines)).toBe(200);
  const [seen] = backend.seen;
  expect(seen?.headers.host).toBe("trades");
  for (const name of ["x-forwarded-host", "forwarded", "x-original-host"])
    expect(seen?.headers).not.toHaveProperty(name);
});
