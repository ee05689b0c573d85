import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { parsePath } from "../../json-path/parse-path.ts";
import { type Backend, startBackend } from "../../testing/backend.ts";
import { startGateway } from "../../testing/gateway.ts";
import { converse, raw } from "../../testing/raw-connection.ts";
import { headerFromContext, httpRoute, pathParameter, tokenAuthorizer } from "../../testing/routes.ts";
import type { TestedGateway } from "../../testing/served.ts";
import type { Mapping } from "../api.ts";

const from = (place: "header" | "querystring" | "path", name: string): Mapping["source"] => ({
  kind: "request",
  in: place,
  name,
  multivalue: false,
});
const to = (place: Mapping["to"]["in"], name: string, source: Mapping["source"]): Mapping => ({
  to: { in: place, name },
  source,
});
const fixed = (value: string) => ({ kind: "static", value }) as const;

let backend: Backend;
let gateway: TestedGateway;
beforeAll(async () => {
  backend = await startBackend();
  gateway = await startGateway({
    folder: backend.folder,
    connections: 4,
    routes: [
      httpRoute("POST", "/plain"),
      httpRoute("GET", "/plain"),
      httpRoute("GET", "/identity", {
        authorizer: tokenAuthorizer,
        mappings: [headerFromContext("X-User", "authorizer.principalId")],
      }),
      httpRoute("GET", "/mapped", {
        mappings: [
          to("header", "headervar", fixed("mapped-value")),
          to("querystring", "testVar", fixed("foo bar&x=1")),
          to("header", "X-From-Query", from("querystring", "q")),
        ],
      }),
      httpRoute("POST", "/body", {
        mappings: [
          to("header", "X-Name", { kind: "body", path: parsePath("$.pets[0].name") }),
          to("header", "X-Whole", { kind: "body", path: null }),
          to("header", "X-Absent", { kind: "body", path: parsePath("$.none") }),
        ],
      }),
      httpRoute("GET", "/host", { mappings: [to("header", "Host", from("header", "Host"))] }),
      httpRoute("GET", "/reintroduced", {
        mappings: ["Content-Encoding", "Content-MD5", "Max-Forwards", "Server", "Trailer", "WWW-Authenticate"].map(
          (name) => to("header", name, fixed("mapped")),
        ),
      }),
      httpRoute("GET", "/vanishing", {
        mappings: ["Connection", "Expect", "Proxy-Authenticate", "TE", "Via", "Keep-Alive", "Upgrade"].map((name) =>
          to("header", name, fixed("mapped")),
        ),
      }),
      ...["Content-Length", "Transfer-Encoding", "X-Amzn-Trace-Id", "X-Amzn-Apigateway-Api-Id"].map((name) =>
        httpRoute("GET", `/illegal/${name}`, { mappings: [to("header", name, fixed("5"))] }),
      ),
      httpRoute("GET", "/files/{proxy+}", {
        uri: "http://trades/base/{proxy}?fixed=1",
        mappings: [pathParameter("proxy")],
      }),
      httpRoute("GET", "/tenants", {
        uri: "http://trades/tenants/{tenant}/list",
        mappings: [to("path", "tenant", from("querystring", "tenant"))],
      }),
      httpRoute("GET", "/named", { mappings: [to("header", "X-Name", from("querystring", "name"))] }),
    ],
  });
});
afterAll(async () => {
  await gateway.close();
  await backend.close();
});
afterEach(() => backend.reset());

const get = async (target: string, ...lines: string[]) => {
  const { answers } = await converse(gateway.port, raw(`GET ${target} HTTP/1.1`, "Host: gw", ...lines));
  return answers[0];
};

describe("what a service gets of the client's headers", () => {
  test.each([
    ["Accept", "text/html", "text/html"],
    ["Accept-Charset", "utf-8", "utf-8"],
    ["Accept-Encoding", "gzip", "gzip"],
    ["Age", "1", "1"],
    ["Authorization", "Bearer x", "Bearer x"],
    ["Authorization", "AWS4-HMAC-SHA256 Credential=x", undefined],
    ["Content-Encoding", "gzip", undefined],
    ["Content-MD5", "x", undefined],
    ["Content-Type", "text/csv", "text/csv"],
    ["Cookie", "a=b; c=d", "a=b; c=d"],
    ["Date", "Mon, 23 Nov 2026 00:00:00 GMT", "Mon, 23 Nov 2026 00:00:00 GMT"],
    ["Keep-Alive", "timeout=9", undefined],
    ["Max-Forwards", "1", undefined],
    ["Origin", "http://gw", "http://gw"],
    ["Pragma", "x", "x"],
    ["Proxy-Authenticate", "x", undefined],
    ["Proxy-Authorization", "x", undefined],
    ["Proxy-Connection", "keep-alive", undefined],
    ["Range", "bytes=0-1", "bytes=0-1"],
    ["Referer", "http://gw/", "http://gw/"],
    ["Server", "x", undefined],
    ["TE", "trailers", undefined],
    ["Trailer", "x", undefined],
    ["User-Agent", "x", "x"],
    ["Via", "1.1 x", undefined],
    ["WWW-Authenticate", "x", undefined],
    ["Warn", "x", "x"],
    ["X-Anything", "x", "x"],
  ])("%s: %s", async (name, value, expected) => {
    expect((await get("/plain", `${name}: ${value}`))?.status).toBe(200);
    expect(backend.seen[0]?.headers[name.toLowerCase()]).toBe(expected);
  });

  test("in the client's spelling and order, several of a name included", async () => {
    await get("/plain", "X-bEE: 1", "x-ANT: 2", "X-bEE: 3");
    const raws = backend.seen[0]?.rawHeaders ?? [];
    const own = raws.flatMap((name, index) => (/^x-(bee|ant)$/i.test(name) ? [`${name}: ${raws[index + 1]}`] : []));
    expect(own).toEqual(["X-bEE: 1", "x-ANT: 2", "X-bEE: 3"]);
  });

  test("with what API Gateway adds", async () => {
    await get("/plain");
    expect(backend.seen[0]?.headers).toMatchObject({
      host: "trades",
      "user-agent": "AmazonAPIGateway_gatehouse0",
      accept: "application/json",
      "x-amzn-apigateway-api-id": "gatehouse0",
      "x-amzn-trace-id": expect.stringMatching(/^Root=1-/),
    });
  });
});

describe("what a client gets of the service's headers", () => {
  test.each([
    ["Accept", "x", "accept"],
    ["Age", "1", "age"],
    ["Authorization", "x", "x-amzn-remapped-authorization"],
    ["Cache-Control", "no-store", "cache-control"],
    ["Content-Encoding", "br", "content-encoding"],
    ["Content-MD5", "x", "x-amzn-remapped-content-md5"],
    ["Content-Type", "text/csv", "content-type"],
    ["ETag", "x", "etag"],
    ["Expect", "x", null],
    ["Host", "x", null],
    ["Keep-Alive", "timeout=77", null],
    ["Location", "/x", "location"],
    ["Max-Forwards", "1", "x-amzn-remapped-max-forwards"],
    ["Proxy-Authenticate", "x", null],
    ["Server", "nginx", "x-amzn-remapped-server"],
    ["Set-Cookie", "a=b", "set-cookie"],
    ["TE", "x", null],
    ["Trailer", "x", null],
    ["Upgrade", "x", null],
    ["User-Agent", "x", "x-amzn-remapped-user-agent"],
    ["Via", "1.1 x", null],
    ["WWW-Authenticate", "Basic", "x-amzn-remapped-www-authenticate"],
    ["x-amzn-RequestId", "x", "x-amzn-remapped-x-amzn-requestid"],
  ])("%s: %s", async (name, value, expected) => {
    backend.takeOver = (_request, response) =>
      void response.socket?.end(`HTTP/1.1 200 OK\r\n${name}: ${value}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`);
    const { headers = {} } = (await get("/plain")) ?? {};
    if (expected) expect(headers[expected]).toBe(value);
    if (expected !== name.toLowerCase()) expect(headers[name.toLowerCase()]).not.toBe(value);
    expect(Object.values(headers).filter((each) => each === value)).toHaveLength(expected ? 1 : 0);
  });

  test("case 23: Server, Date, WWW-Authenticate and Connection are remapped, and the gateway's own are fresh", async () => {
    const then = "Mon, 01 Jan 2024 00:00:00 GMT";
    backend.answer = (_request, response) =>
      response.writeHead(401, { Server: "nginx", Date: then, "WWW-Authenticate": "Bearer", Connection: "close" }).end();
    const answer = await get("/plain");
    expect(answer?.status).toBe(401);
    expect(answer?.headers).toMatchObject({
      "x-amzn-remapped-server": "nginx",
      "x-amzn-remapped-date": then,
      "x-amzn-remapped-www-authenticate": "Bearer",
      "x-amzn-remapped-connection": "close",
      date: expect.not.stringContaining(then),
    });
    expect(answer?.headers).not.toHaveProperty("server");
    expect(answer?.headers).not.toHaveProperty("www-authenticate");
  });

  test("several cookies stay several", async () => {
    backend.answer = (_request, response) => response.setHeader("Set-Cookie", ["a=1", "b=2"]).end();
    const answer = await fetch(`${gateway.url}/plain`);
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  test("a redirect is the client's to follow", async () => {
    backend.answer = (_request, response) => response.writeHead(302, { Location: "http://trades/elsewhere" }).end();
    expect(await get("/plain")).toMatchObject({ status: 302, headers: { location: "http://trades/elsewhere" } });
    expect(backend.seen).toHaveLength(1);
  });

  test("what Connection names ends at the gateway", async () => {
    backend.answer = (_request, response) =>
      response.writeHead(200, { Connection: "X-Inner", "X-Inner": "1", "X-Outer": "1" }).end();
    const answer = await get("/plain");
    expect(answer?.headers).not.toHaveProperty("x-inner");
    expect(answer?.headers["x-outer"]).toBe("1");
  });
});

describe("mappings", () => {
  test("case 15: a client sends the header that a mapping sets; the service sees the authorizer's alone", async () => {
    await get("/identity", "Authorization: Bearer alice", "X-User: evil", "x-user: evil");
    expect(backend.seen[0]?.headers["x-user"]).toBe("alice");
    await get("/identity", "Authorization: Bearer alice");
    expect(backend.seen[1]?.headers["x-user"]).toBe("alice");
  });

  test("override headers and are appended to the query", async () => {
    await get("/mapped?testVar=bar&q=from%20query", "headervar: client-value", "X-From-Query: evil");
    const [seen] = backend.seen;
    expect(seen?.headers).toMatchObject({ headervar: "mapped-value", "x-from-query": "from query" });
    expect(seen?.url).toBe("/mapped?testVar=bar&q=from%20query&testVar=foo%20bar%26x%3D1");
  });

  test("may take parts of the body, which goes on as it came", async () => {
    const body = '{"pets":[{"name":"Rex"}]}';
    const lines = ["Host: gw", "Content-Type: application/json", `Content-Length: ${body.length}`];
    await converse(gateway.port, raw("POST /body HTTP/1.1", ...lines) + body);
    const { headers, body: seen } = backend.seen[0]!;
    expect([headers["x-name"], headers["x-whole"], seen]).toEqual(["Rex", body, body]);
    expect(headers).not.toHaveProperty("x-absent");
  });

  test("of an absent source leave no header, the client's own included", async () => {
    await get("/mapped", "X-From-Query: evil");
    expect(backend.seen[0]?.headers).not.toHaveProperty("x-from-query");
  });

  test("may replace Host", async () => {
    await get("/host");
    expect(backend.seen[0]?.headers.host).toBe("gw");
  });

  test("may bring back headers that are dropped otherwise", async () => {
    await get("/reintroduced", "Server: evil");
    expect(backend.seen[0]?.headers).toMatchObject({
      "content-encoding": "mapped",
      "content-md5": "mapped",
      "max-forwards": "mapped",
      server: "mapped",
      trailer: "mapped",
      "www-authenticate": "mapped",
    });
  });

  test("to headers of the connection vanish", async () => {
    expect((await get("/vanishing"))?.status).toBe(200);
    expect(Object.values(backend.seen[0]?.headers ?? {})).not.toContain("mapped");
  });

  test.each(["Content-Length", "Transfer-Encoding", "X-Amzn-Trace-Id", "X-Amzn-Apigateway-Api-Id"])(
    "to %s make every call fail",
    async (name) => {
      expect(await get(`/illegal/${name}`)).toMatchObject({
        status: 500,
        body: '{"message":"Internal server error"}',
        headers: { "x-amzn-errortype": "InternalServerErrorException" },
      });
      expect(backend.seen).toEqual([]);
    },
  );

  test("fill the path with raw path parameters", async () => {
    await get("/files/a%2Fb//c%20d?x=1");
    expect(backend.seen[0]?.url).toBe("/base/a%2Fb//c%20d?fixed=1&x=1");
  });

  test.each([
    ["acme", "/tenants/acme/list?tenant=acme"],
    ["a/../../admin", null],
    ["..", null],
    ["a/b?c#d", "/tenants/a%2Fb%3Fc%23d/list?tenant=a%2Fb%3Fc%23d"],
  ])("from elsewhere cannot change the path: %s", async (tenant, url) => {
    const answer = await get(`/tenants?tenant=${encodeURIComponent(tenant)}`);
    expect(answer?.status).toBe(url === null ? 500 : 200);
    expect(backend.seen.map((seen) => seen.url)).toEqual(url === null ? [] : [url]);
  });

  test.each([
    ["a%0d%0aX-User-Id:%20evil", 500],
    ["a%00b", 500],
    ["z%C3%BCrich", 200],
  ])("cannot split a header: %s", async (name, status) => {
    expect((await get(`/named?name=${name}`))?.status).toBe(status);
    const names = backend.seen.map(({ headers }) => Buffer.from(String(headers["x-name"]), "latin1").toString());
    expect(names).toEqual(status === 200 ? ["zürich"] : []);
  });
});

describe("what cannot work stops the start", () => {
  test.each([
    ["a host that the request chooses", { uri: "http://{tradeId}/x" }, /no \{param\} in the host/],
    ["a parameter without a mapping", { uri: "http://trades/{tradeId}" }, /integration\.request\.path\.tradeId/],
    ["a host that names a file elsewhere", { uri: "http://../x" }, /api\.yaml:1: uri/],
    ["a host with a slash in disguise", { uri: "http://..%2ftrades/x" }, /api\.yaml:1: uri/],
    ["a host with dots", { uri: "http://trades.example/x" }, /plain name/],
    ["https to a socket", { uri: "https://trades/x" }, /expected http:\/\//],
    ["credentials in the uri", { uri: "http://u:p@trades/x" }, /expected http:\/\/host/],
    ["no uri at all", { uri: "trades" }, /expected http:\/\/host\/path/],
    [
      "a mapping from a header that never arrives",
      { mappings: [to("header", "X-Tenant", from("header", "X-User-Tenant"))] },
      /X-User-Tenant .* never arrives/,
    ],
  ])("%s", async (_what, integration, message) => {
    const starting = startGateway({ folder: backend.folder, routes: [httpRoute("GET", "/x", integration)] });
    await expect(starting).rejects.toThrow(message);
  });
});
