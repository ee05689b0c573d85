import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Backend, type SeenRequest, startBackend } from "../testing/backend.ts";
import { startGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { headerFromContext, httpRoute, tokenAuthorizer } from "../testing/routes.ts";
import type { TestedGateway } from "../testing/served.ts";

let backend: Backend;
let gateway: TestedGateway;
beforeAll(async () => {
  backend = await startBackend();
  const mappings = [
    headerFromContext("X-User", "authorizer.principalId"),
    headerFromContext("X-User-Id", "authorizer.principalId"),
    headerFromContext("X-Desk", "authorizer.desk"),
    headerFromContext("X-Request-Id", "requestId"),
  ];
  gateway = await startGateway({
    folder: backend.folder,
    routes: [
      httpRoute("GET", "/trades", { authorizer: tokenAuthorizer, mappings }),
      httpRoute("POST", "/trades", { authorizer: tokenAuthorizer, mappings }),
      httpRoute("GET", "/open"),
    ],
  });
});
afterAll(async () => {
  await gateway.close();
  await backend.close();
});
beforeEach(() => backend.reset());

const alice = "Authorization: Bearer alice";

/** Every value of a header that a service could take for `name`, however it is spelled. */
const valuesLike = (name: string, { rawHeaders }: SeenRequest) =>
  rawHeaders.flatMap((text, index) =>
    index % 2 === 0 && text.toLowerCase().replaceAll(/[_.]/g, "-") === name ? [rawHeaders[index + 1]] : [],
  );

describe("who the caller is, only the gateway says", () => {
  test.each([
    ["X-User-Id: evil"],
    ["x-user-id: evil"],
    ["X_User_Id: evil"],
    ["X.User.Id: evil"],
    ["X-User_Id: evil"],
    ["X-USER-ID: evil", "x-user-id: evil2"],
    ["Connection: X-User-Id", "X-User-Id: evil"],
    ["X-User: evil"],
    ["X-User-Id:"],
    ["X-User-Id: evil", "Expect: 100-continue"],
    ["X-User-Roles: administrator"],
  ])("%s", async (...lines) => {
    const { answers } = await converse(gateway.port, raw("GET /trades HTTP/1.1", "Host: gw", alice, ...lines));
    expect(answers.map(({ status }) => status)).toEqual([200]);
    expect(backend.seen.map((seen) => valuesLike("x-user-id", seen))).toEqual([["alice"]]);
    expect(backend.seen.map((seen) => valuesLike("x-user", seen))).toEqual([["alice"]]);
    expect(valuesLike("x-user-roles", backend.seen[0]!)).toEqual([]);
  });

  test("a space before the colon is no header at all", async () => {
    const { answers } = await converse(
      gateway.port,
      raw("GET /trades HTTP/1.1", "Host: gw", alice, "X-User-Id : evil"),
    );
    expect(answers[0]?.status).toBe(400);
    expect(backend.seen).toEqual([]);
  });

  test("trailers stay trailers", async () => {
    const body = "5\r\nhello\r\n0\r\nX-User-Id: evil\r\nX-Desk: evil\r\n\r\n";
    const head = raw(
      "POST /trades HTTP/1.1",
      "Host: gw",
      alice,
      "Transfer-Encoding: chunked",
      "Trailer: X-User-Id, X-Desk",
      "TE: trailers",
    );
    const { answers } = await converse(gateway.port, head + body);
    expect(answers.map(({ status }) => status)).toEqual([200]);
    const [seen] = backend.seen;
    expect(seen?.body).toBe("hello");
    expect(valuesLike("x-user-id", seen!)).toEqual(["alice"]);
    expect([seen?.trailers, seen?.headers.trailer, seen?.headers.te]).toEqual([{}, undefined, undefined]);
  });

  test("a POST that expects 100-continue is treated like any other", async () => {
    const head = raw(
      "POST /trades HTTP/1.1",
      "Host: gw",
      alice,
      "X-User-Id: evil",
      "Expect: 100-continue",
      "Content-Length: 2",
    );
    const { text } = await converse(gateway.port, [head, 50, "ok"]);
    expect(text).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
    expect(backend.seen.map((seen) => [seen.body, seen.headers["x-user-id"], seen.headers.expect])).toEqual([
      ["ok", "alice", undefined],
    ]);
  });

  test("over HTTP/1.0", async () => {
    const { answers } = await converse(
      gateway.port,
      raw("GET /trades HTTP/1.0", alice, "X-User-Id: evil", "X_User_Id: evil"),
    );
    expect(answers[0]?.status).toBe(200);
    expect(valuesLike("x-user-id", backend.seen[0]!)).toEqual(["alice"]);
  });

  test("in a second, pipelined request", async () => {
    const first = raw("GET /trades HTTP/1.1", "Host: gw", alice);
    const second = raw("GET /trades HTTP/1.1", "Host: gw", "Authorization: Bearer bob", "X-User-Id: alice");
    const { answers } = await converse(gateway.port, first + second);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(backend.seen.map((seen) => valuesLike("x-user-id", seen))).toEqual([["alice"], ["bob"]]);
  });

  test("a mapping whose source is absent leaves nothing, the client's own value least of all", async () => {
    await converse(gateway.port, raw("GET /trades HTTP/1.1", "Host: gw", alice, "X-Desk: evil"));
    expect(valuesLike("x-desk", backend.seen[0]!)).toEqual([]);
  });

  test("a route without mappings lets nothing through that another route sets", async () => {
    await converse(
      gateway.port,
      raw("GET /open HTTP/1.1", "Host: gw", "X-Desk: evil", "X-User-Id: evil", "X-Request-Id: 1", "X-Fine: yes"),
    );
    const [seen] = backend.seen;
    for (const name of ["x-desk", "x-user-id", "x-request-id"]) expect(valuesLike(name, seen!)).toEqual([]);
    expect(seen?.headers["x-fine"]).toBe("yes");
  });

  test("where the client comes from, too", async () => {
    const lines = [
      "X-Forwarded-For: 10.0.0.1",
      "X-Forwarded-Host: evil",
      "X-Forwarded-Proto: https",
      "X_Forwarded_For: 10.0.0.1",
      "Forwarded: for=10.0.0.1;host=evil",
      "X-Real-IP: 10.0.0.1",
      "X-Original-URL: /admin",
      "X-Rewrite-URL: /admin",
      "X-HTTP-Method-Override: DELETE",
      "X-Amzn-Trace-Id: Root=1-evil",
    ];
    await converse(gateway.port, raw("GET /open HTTP/1.1", "Host: gw", ...lines));
    const [seen] = backend.seen;
    expect(seen?.method).toBe("GET");
    expect(seen?.headers).toEqual({
      host: "trades",
      connection: "keep-alive",
      accept: "application/json",
      "user-agent": "AmazonAPIGateway_gatehouse0",
      "x-amzn-apigateway-api-id": "gatehouse0",
      "x-amzn-trace-id": expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-port": "8080",
      "x-forwarded-proto": "http",
    });
  });

  test("a trace that the client began goes on, and says nothing else", async () => {
    const root = "Root=1-3152b799-8954dae64eda91bc9a23a7e8";
    const line = `X-Amzn-Trace-Id: ${root};Parent=7fa8c0f79203be72;Sampled=1;User=root`;
    await converse(gateway.port, raw("GET /open HTTP/1.1", "Host: gw", line, "X_Amzn_Trace_Id: evil"));
    expect(valuesLike("x-amzn-trace-id", backend.seen[0]!)).toEqual([`${root};Parent=7fa8c0f79203be72;Sampled=1`]);
  });

  test("the backend's request id is the one that the client sees", async () => {
    const { answers } = await converse(
      gateway.port,
      raw("GET /trades HTTP/1.1", "Host: gw", alice, "X-Request-Id: evil"),
    );
    expect(answers[0]?.headers["x-amzn-requestid"]).toBe(backend.seen[0]?.headers["x-request-id"]);
  });
});

describe("headers that must be single", () => {
  test.each([
    "Authorization: Bearer alice",
    "Host: gw",
    "Cookie: a=b",
    "Origin: http://gw",
    "Content-Type: text/plain",
    "X-CSRF: 1",
  ])("%s twice", async (line) => {
    const once = ["Host: gw", alice, line].filter((each, index, all) => all.indexOf(each) === index);
    const good = await converse(gateway.port, raw("GET /trades HTTP/1.1", ...once));
    expect(good.answers[0]?.status).toBe(200);
    backend.seen.length = 0;
    const bad = await converse(gateway.port, raw("GET /trades HTTP/1.1", ...once, line.toLowerCase()));
    expect(bad.answers[0]).toMatchObject({ status: 400, body: '{"message":"Bad Request"}' });
    expect(backend.seen).toEqual([]);
  });
});
