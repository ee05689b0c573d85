import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { type Backend, startBackend } from "../testing/backend.ts";
import { startGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { headerFromContext, httpRoute, tokenAuthorizer } from "../testing/routes.ts";
import type { TestedGateway } from "../testing/served.ts";

let pages: Backend;
let gateway: TestedGateway;
const routes = [
  httpRoute("GET", "/trades", {
    authorizer: tokenAuthorizer,
    mappings: [headerFromContext("X-User-Id", "authorizer.principalId")],
  }),
];
beforeAll(async () => {
  pages = await startBackend("pages");
  gateway = await startGateway({ folder: pages.folder, routes, pages: `unix:${pages.folder}/pages.sock` });
});
afterAll(async () => {
  await gateway.close();
  await pages.close();
});
afterEach(() => pages.reset());

const ask = async (bytes: string) => (await converse(gateway.port, bytes)).answers[0];
const get = (path: string, ...lines: string[]) => ask(raw(`GET ${path} HTTP/1.1`, "Host: gw", ...lines));

test.each(["/", "/app"])("%s leads to the pages", async (path) => {
  expect(await get(path)).toMatchObject({ status: 302, headers: { location: "/app/" } });
  expect(pages.seen).toEqual([]);
});

test.each(["/app/", "/app/main.js?v=1", "/app/a%2Fb", "/app//x"])(
  "%s is a page, asked for as it was sent",
  async (path) => {
    expect((await get(path))?.status).toBe(200);
    expect(pages.seen.map(({ url }) => url)).toEqual([path]);
  },
);

test.each(["/application", "/App/", "//app/", "/appx", "/trades"])("%s is none", async (path) => {
  expect([401, 403]).toContain((await get(path))?.status);
  expect(pages.seen).toEqual([]);
});

test.each(["/app/../trades", "/app/%2e%2e/trades", "/app/..%2Ftrades", "/app\\..\\trades"])(
  "%s is refused",
  async (path) => {
    expect((await get(path))?.status).toBe(400);
    expect(pages.seen).toEqual([]);
  },
);

test.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])("%s is not for pages", async (method) => {
  expect(await ask(raw(`${method} /app/ HTTP/1.1`, "Host: gw"))).toMatchObject({
    status: 405,
    headers: { allow: "GET, HEAD" },
  });
  expect(pages.seen).toEqual([]);
});

describe("what a pages server gets to see", () => {
  test.each([
    [["Authorization: Bearer alice", "Cookie: __Host-access=x"]],
    [["X-User-Id: evil", "X_User_Id: evil", "X.User.Id: evil"]],
    [["Connection: X-Fine, close", "Keep-Alive: timeout=9"]],
    [["Forwarded: for=evil", "X-Forwarded-Host: evil", "X-Original-URL: /admin"]],
    [["Expect: 100-continue", "X-User-Id: evil"]],
    [["Trailer: X-User-Id", "TE: trailers"]],
  ])("%j", async (lines) => {
    expect((await get("/app/", "X-Fine: yes", ...lines))?.status).toBe(200);
    const { headers = {} } = pages.seen[0] ?? {};
    expect(headers).toEqual({
      host: "pages",
      connection: "keep-alive",
      "x-amzn-trace-id": expect.any(String),
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-port": "8080",
      "x-forwarded-proto": "http",
      ...(lines.some((line) => line.includes("X-Fine")) ? {} : { "x-fine": "yes" }),
    });
  });
});

test("an upgrade is refused", async () => {
  const answer = await get("/app/", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13");
  expect(answer?.status).toBe(403);
  expect(pages.seen).toEqual([]);
});

test("a Trailer header does not end the process", async () => {
  await get("/app/", "Trailer: x");
  expect((await get("/app/"))?.status).toBe(200);
});

test("pages set no cookies and do not name their server", async () => {
  pages.answer = (_request, response) =>
    response.writeHead(200, { "Set-Cookie": "a=b", Server: "x", ETag: "1" }).end("hi");
  const answer = await get("/app/");
  expect(answer).toMatchObject({ status: 200, body: "hi", headers: { etag: "1" } });
  for (const name of ["set-cookie", "server"]) expect(answer?.headers).not.toHaveProperty(name);
});

describe("a pages server that fails", () => {
  test("is told in JSON, without where it is", async () => {
    const lonely = await startGateway({ folder: pages.folder, routes, pages: `unix:${pages.folder}/gone.sock` });
    const { answers } = await converse(lonely.port, raw("GET /app/ HTTP/1.1", "Host: gw"));
    expect(answers[0]).toMatchObject({ status: 502, body: '{"message":"Bad Gateway"}' });
    expect(lonely.lines[0]).toMatchObject({ path: "/app/", status: 502, reason: expect.stringContaining("ENOENT") });
    await lonely.close();
  });

  test("by hanging up is a 504", async () => {
    pages.takeOver = (_request, response) => void response.socket?.destroy();
    expect(await get("/app/")).toMatchObject({ status: 504, body: '{"message":"Gateway Timeout"}' });
    pages.reset();
    expect((await get("/app/"))?.status).toBe(200);
  });

  test("in the middle of a page breaks the connection off", async () => {
    pages.takeOver = (_request, response) => {
      response.writeHead(200, { "Content-Length": "10" });
      response.write("part");
      setTimeout(() => response.socket?.destroy(), 50);
    };
    const { text, ended } = await converse(gateway.port, raw("GET /app/ HTTP/1.1", "Host: gw"));
    expect(text.endsWith("part")).toBe(true);
    expect(ended).not.toBe("open");
  });
});

describe("the API and the pages", () => {
  test.each(["/app", "/app/x", "/app/{proxy+}"])("a route at %s stops the start", async (resource) => {
    const starting = startGateway({
      folder: pages.folder,
      routes: [httpRoute("GET", resource)],
      pages: "unix:/nowhere",
    });
    await expect(starting).rejects.toThrow(/api\.yaml:1: .* lies under \/app/);
  });

  test("an API that has / keeps it", async () => {
    const own = await startGateway({
      folder: pages.folder,
      routes: [httpRoute("GET", "/", { uri: "http://pages/" })],
      pages: "unix:/nowhere",
    });
    const { answers } = await converse(own.port, raw("GET / HTTP/1.1", "Host: gw"));
    expect(answers[0]).toMatchObject({ status: 200, body: '{"method":"GET","url":"/"}' });
    await own.close();
  });
});
