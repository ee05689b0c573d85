import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Backend, startBackend } from "../testing/backend.ts";
import { startGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { httpRoute, tokenAuthorizer } from "../testing/routes.ts";
import type { TestedGateway } from "../testing/served.ts";
import { until } from "../testing/until.ts";

let backend: Backend;
let gateway: TestedGateway;
beforeAll(async () => {
  backend = await startBackend();
  gateway = await startGateway({
    folder: backend.folder,
    connections: 4,
    routes: [
      httpRoute("GET", "/open"),
      httpRoute("HEAD", "/open"),
      httpRoute("GET", "/trades/{tradeId}", { authorizer: tokenAuthorizer }),
      httpRoute("ANY", "/any/{proxy+}"),
    ],
    limits: { headersTimeout: 600, requestTimeout: 900 },
  });
});
afterAll(async () => {
  await gateway.close();
  await backend.close();
});
beforeEach(() => {
  backend.reset();
  gateway.lines.length = 0;
});

const ask = async (bytes: string) => (await converse(gateway.port, bytes)).answers[0];
const line = async () => {
  await until(() => gateway.lines.length > 0);
  return gateway.lines[0];
};

describe("every answer", () => {
  test("names the request, in the forms of API Gateway", async () => {
    const answer = await ask(raw("GET /open HTTP/1.1", "Host: gw"));
    expect(answer?.headers).toMatchObject({
      "x-amzn-requestid": expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      "x-amz-apigw-id": expect.stringMatching(/^[A-Za-z0-9+/]{15}=$/),
      "content-type": "application/json",
      date: expect.stringMatching(/GMT$/),
    });
    expect((await line())?.requestId).toBe(answer?.headers["x-amzn-requestid"]);
  });

  test("to a refused request does so too", async () => {
    for (const bytes of [
      raw("GET /nowhere HTTP/1.1", "Host: gw"),
      raw("GET /a%00 HTTP/1.1", "Host: gw"),
      "nonsense\r\n\r\n",
    ])
      expect((await ask(bytes))?.headers).toHaveProperty("x-amzn-requestid");
  });

  test("to HEAD has the length and no body", async () => {
    backend.answer = (_request, response) => response.setHeader("Content-Length", "17").end();
    const { text } = await converse(gateway.port, raw("HEAD /open HTTP/1.1", "Host: gw"));
    expect(text).toMatch(/^HTTP\/1\.1 200 .*\r\nContent-Length: 17\r\n(.+\r\n)+\r\n$/s);
    expect(backend.seen[0]?.method).toBe("HEAD");
  });
});

describe("request-targets and hosts", () => {
  test.each([
    ["absolute-form", "GET http://gw/open HTTP/1.1", "Host: gw"],
    ["absolute-form of another host", "GET http://evil/open HTTP/1.1", "Host: gw"],
    ["asterisk-form", "OPTIONS * HTTP/1.1", "Host: gw"],
    ["a fragment", "GET /open#x HTTP/1.1", "Host: gw"],
    ["a backslash", "GET /any\\open HTTP/1.1", "Host: gw"],
    ["a dot segment", "GET /any/../open HTTP/1.1", "Host: gw"],
    ["no host", "GET /open HTTP/1.1"],
    ["an empty host", "GET /open HTTP/1.1", "Host:"],
    ["a host with a user", "GET /open HTTP/1.1", "Host: gw@evil"],
    ["a host with a path", "GET /open HTTP/1.1", "Host: gw/evil"],
    ["a port beyond all ports", "GET /open HTTP/1.1", "Host: gw:99999"],
  ])("%s is refused", async (_form, ...lines) => {
    expect((await ask(raw(...lines)))?.status).toBe(400);
    expect(backend.seen).toEqual([]);
  });

  test.each([
    ["/trades/1", "/trades/1"],
    ["/trades/a%2Fb", "/trades/a%2Fb"],
    ["/trades/CorpSAML_alice%40example.com", "/trades/CorpSAML_alice%40example.com"],
    ["/trades/urn:a;v=1?x=%2F&x=+%20&&=", "/trades/urn:a;v=1?x=%2F&x=+%20&&="],
    ["/any/a//b%20c", "/any/a//b%20c"],
  ])("%s is forwarded byte for byte", async (target, forwarded) => {
    const answer = await ask(raw(`GET ${target} HTTP/1.1`, "Host: gw:8080", "Authorization: Bearer alice"));
    expect(answer?.status).toBe(200);
    expect(backend.seen.map(({ url, headers }) => [url, headers.host])).toEqual([[forwarded, "trades"]]);
  });

  test("an answer never waits for a service where the authorizer says no", async () => {
    expect((await ask(raw("GET /trades/1 HTTP/1.1", "Host: gw")))?.status).toBe(401);
    expect(backend.seen).toEqual([]);
  });
});

describe("methods", () => {
  test.each([
    ["TRACE", 405],
    ["CONNECT", 405],
    ["GeT", 400],
    ["FOO", 400],
    ["PROPFIND", 403],
    ["QUERY", 403],
  ])("%s is refused with %d", async (method, status) => {
    const target = method === "CONNECT" ? "gw:80" : "/any/x";
    expect((await ask(raw(`${method} ${target} HTTP/1.1`, "Host: gw")))?.status).toBe(status);
    expect(backend.seen).toEqual([]);
  });

  test.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("%s passes", async (method) => {
    expect((await ask(raw(`${method} /any/x HTTP/1.1`, "Host: gw")))?.status).toBe(200);
    expect(backend.seen.map((seen) => seen.method)).toEqual([method]);
  });
});

describe("upgrades", () => {
  test.each([
    [
      "a WebSocket",
      [
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
      ],
    ],
    [
      "cleartext HTTP/2",
      ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA"],
    ],
    ["one that Connection does not name", ["Upgrade: websocket"]],
  ])("to %s are refused before a service sees them", async (_to, lines) => {
    const answer = await ask(raw("GET /open HTTP/1.1", "Host: gw", "X-User-Id: evil", ...lines));
    expect(answer).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
    expect(backend.seen).toEqual([]);
    expect((await ask(raw("GET /open HTTP/1.1", "Host: gw")))?.status).toBe(200);
  });

  test("by prior knowledge of HTTP/2 are no request", async () => {
    expect((await ask("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))?.status).toBe(400);
  });
});

describe("limits", () => {
  test("more than a hundred headers are refused, a hundred are not", async () => {
    const many = (count: number) => Array.from({ length: count - 1 }, (_, index) => `X-H${index}: 1`);
    expect((await ask(raw("GET /open HTTP/1.1", "Host: gw", ...many(100))))?.status).toBe(200);
    expect((await ask(raw("GET /open HTTP/1.1", "Host: gw", ...many(101))))?.status).toBe(431);
  });

  test("headers that dribble in are given up", async () => {
    const { answers, ended } = await converse(gateway.port, [
      "GET /open HTTP/1.1\r\n",
      300,
      "Host: gw\r\n",
      300,
      "X-A: 1\r\n",
    ]);
    expect([answers[0]?.status, ended]).toEqual([408, "closed"]);
    expect(gateway.lines).toContainEqual(
      expect.objectContaining({ status: 408, reason: expect.stringContaining("timeout") }),
    );
  });

  test("a body that dribbles in is given up", async () => {
    const head = raw("POST /any/x HTTP/1.1", "Host: gw", "Content-Length: 10");
    const { answers, ended } = await converse(gateway.port, [head, "a", 300, "b"]);
    expect([answers[0]?.status, ended]).toEqual([408, "closed"]);
    await until(() => backend.seen.length > 0);
    expect(backend.seen.map(({ complete }) => complete)).toEqual([false]);
  });
});

describe("the health check", () => {
  test.each(["/ping", "/sping"])("%s answers without a service", async (path) => {
    expect(await ask(raw(`GET ${path} HTTP/1.1`, "Host: gw"))).toMatchObject({ status: 200, body: "healthy" });
    expect(backend.seen).toEqual([]);
  });

  test("leaves the path to an API that has it", async () => {
    const own = await startGateway({ folder: backend.folder, routes: [httpRoute("GET", "/ping")] });
    const { answers } = await converse(own.port, raw("GET /ping HTTP/1.1", "Host: gw"));
    expect(answers[0]?.body).toBe('{"method":"GET","url":"/ping"}');
    await own.close();
  });
});

describe("the log", () => {
  test("has one line for a request, with the deciding reason and without its query", async () => {
    await ask(raw("GET /trades/1?code=s3cret HTTP/1.1", "Host: gw", "Authorization: Bearer alice"));
    expect(await line()).toMatchObject({
      msg: "request",
      method: "GET",
      path: "/trades/1",
      route: "GET /trades/{tradeId}",
      principal: "alice",
      effect: "allow",
      statement: 0,
      cached: false,
      status: 200,
      milliseconds: expect.any(Number),
    });
    expect(gateway.lines).toHaveLength(1);
    expect(JSON.stringify(gateway.lines)).not.toMatch(/s3cret|Bearer/);
  });

  test("says why a request was refused", async () => {
    await ask(raw("GET /trades/1 HTTP/1.1", "Host: gw"));
    expect(await line()).toMatchObject({
      status: 401,
      refusal: "UNAUTHORIZED",
      reason: expect.stringContaining("method.request.header.Authorization"),
    });
  });
});
