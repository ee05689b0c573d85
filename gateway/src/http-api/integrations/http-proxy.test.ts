import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CannotStart } from "@gatehouse/http/main.ts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Backend, type SeenRequest, startBackend } from "../../testing/backend.ts";
import { converse, raw } from "../../testing/raw-connection.ts";
import type { TestedGateway } from "../../testing/served.ts";
import type { HttpProxy } from "../api.ts";
import { startHttpApi } from "../testing/gateway.ts";
import { mapping, responseMappings } from "../testing/mappings.ts";
import { guarded, listener, privateRoute } from "../testing/routes.ts";

let backend: Backend;
let gateway: TestedGateway;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());
afterEach(() => gateway.close());

const targets = { "arn:aws:elasticloadbalancing:*:listener/app/trades/*": "trades" };
const start = async (...routes: readonly ReturnType<typeof privateRoute>[]) => {
  gateway = await startHttpApi({ routes, folder: backend.folder, targets });
};
const ask = async (line: string, ...more: readonly string[]) => {
  const { answers } = await converse(gateway.port, raw(`${line} HTTP/1.1`, "Host: api.example.com", ...more));
  return answers[0]!;
};
const arrived = () => backend.seen[0] as SeenRequest;

describe("a private service gets", () => {
  test.each<[string, string, string]>([
    ["$default", "/a%2Fb//c/?x=%7e&y", "/a%2Fb//c/?x=%7e&y"],
    ["test", "/x", "/test/x"],
  ])("on stage %s %s as %s", async (name, sent, target) => {
    gateway = await startHttpApi({
      routes: [privateRoute("ANY /{proxy+}")],
      folder: backend.folder,
      targets,
      stage: { name },
    });
    expect((await ask(`POST ${sent}`)).status).toBe(200);
    expect([arrived().method, arrived().url]).toEqual(["POST", target]);
  });

  test("the path that a mapping says, without the stage", async () => {
    const requestMappings = [mapping("overwrite:path", "$request.path")];
    gateway = await startHttpApi({
      routes: [privateRoute("ANY /{proxy+}", { requestMappings })],
      folder: backend.folder,
      targets,
      stage: { name: "test" },
    });
    await ask("GET /x?q=1");
    expect(arrived().url).toBe("/x?q=1");
  });

  test("the client's headers, and who asked by which way", async () => {
    await start(privateRoute("GET /{proxy+}"));
    await ask(
      "GET /x",
      "Authorization: Bearer t",
      "X-Custom: 1",
      "X-Forwarded-For: 6.6.6.6",
      "Forwarded: for=6.6.6.6",
      "Connection: x-hop",
      "X-Hop: 1",
      "Via: 1.0 fred",
    );
    const { headers } = arrived();
    expect(headers).toMatchObject({
      host: "api.example.com",
      authorization: "Bearer t",
      "x-custom": "1",
      via: "1.0 fred, HTTP/1.1 AmazonAPIGateway",
      forwarded: "for=127.0.0.1;host=api.example.com;proto=http",
      "x-amzn-trace-id": expect.stringMatching(/^Root=1-/),
    });
    expect(Object.keys(headers).filter((name) => /^x-(forwarded|hop)|^x-amzn-apigateway/.test(name))).toEqual([]);
  });

  test("no signature, which was the gateway's", async () => {
    await start(privateRoute("GET /{proxy+}"));
    await ask("GET /x", "Authorization: AWS4-HMAC-SHA256 Credential=a/b, Signature=c");
    expect(arrived().headers.authorization).toBeUndefined();
  });

  test("what an authorizer says, and never what a client says of it", async () => {
    await start(
      privateRoute("GET /mapped", {
        authorization: guarded,
        requestMappings: [mapping("overwrite:header.X-Caller", "$context.authorizer.userId")],
      }),
      privateRoute("GET /forgotten"),
    );
    expect((await ask("GET /mapped", "Authorization: alice", "x-caller: mallory")).status).toBe(200);
    expect((await ask("GET /forgotten", "X-Caller: mallory")).status).toBe(200);
    expect(backend.seen.map(({ headers }) => headers["x-caller"])).toEqual(["alice", undefined]);
    expect((await ask("GET /mapped", "x-caller: alice")).status).toBe(401);
    expect((await ask("GET /mapped", "Authorization: mallory")).status).toBe(403);
    expect(backend.seen).toHaveLength(2);
  });

  test("a body, also one that a mapping looked into, by the method that the integration says", async () => {
    const requestMappings = [mapping("overwrite:header.X-Kind", "$request.body.kind")];
    await start(privateRoute("POST /x", { requestMappings, httpMethod: "PUT" }));
    const body = '{"kind":"swap"}';
    const { answers } = await converse(
      gateway.port,
      raw("POST /x HTTP/1.1", "Host: a", `Content-Length: ${body.length}`) + body,
    );
    expect(answers[0]?.status).toBe(200);
    expect(arrived()).toMatchObject({ method: "PUT", body, headers: { "x-kind": "swap" } });
  });
});

describe("the client gets", () => {
  test("the backend's answer with names in lower case, and the request's id", async () => {
    await start(privateRoute("GET /x"));
    backend.answer = (_request, response) =>
      response
        .writeHead(203, { "X-Custom": "1", Server: "s", "WWW-Authenticate": "Basic", "apigw-requestid": "mine" })
        .end("hi");
    const { answers, text } = await converse(gateway.port, raw("GET /x HTTP/1.1", "Host: a"));
    expect(answers[0]).toMatchObject({
      status: 203,
      headers: { "x-custom": "1", server: "s", "www-authenticate": "Basic" },
      body: "hi",
    });
    expect(text).toContain("\r\nx-custom: 1\r\n");
    expect(answers[0]?.headers["apigw-requestid"]).toMatch(/^[\w+/]{15}=$/);
    expect(Object.keys(answers[0]!.headers).filter((name) => name.startsWith("x-amz"))).toEqual([]);
  });

  test("what the mappings for the backend's status make of it", async () => {
    await start(
      privateRoute("GET /x", {
        responseMappings: responseMappings({ "404": { "overwrite:statuscode": "200", "append:header.x-was": "404" } }),
      }),
    );
    backend.answer = ({ url }, response) => response.writeHead(url === "/x?gone" ? 404 : 201).end();
    expect(await ask("GET /x?gone")).toMatchObject({ status: 200, headers: { "x-was": "404" } });
    expect((await ask("GET /x")).headers["x-was"]).toBeUndefined();
  });

  test.each<[string, Partial<HttpProxy>, number, string]>([
    [
      "503 for a service that is not there",
      { connection: { type: "VPC_LINK", id: "v", arn: listener.replace("/trades/", "/nobody/"), serverName: null } },
      503,
      "Service Unavailable",
    ],
    ["503 for a service that is too slow", { timeout: 50 }, 503, "Service Unavailable"],
  ])("%s", async (_what, changes, status, message) => {
    gateway = await startHttpApi({
      routes: [privateRoute("GET /x", changes)],
      folder: backend.folder,
      targets: { ...targets, "arn:*:listener/app/nobody/*": "nobody" },
    });
    backend.answer = () => {};
    const answer = await ask("GET /x");
    expect([answer.status, answer.body]).toEqual([status, JSON.stringify({ message })]);
    expect(answer.headers).toMatchObject({ "content-type": "application/json", "apigw-requestid": expect.any(String) });
    expect(answer.headers["x-amzn-errortype"]).toBeUndefined();
  });

  describe("where a mapping looks into the body", () => {
    const looking = responseMappings({ "200": { "overwrite:statuscode": "$response.body.code" } });
    beforeEach(() => start(privateRoute("GET /{proxy+}", { responseMappings: looking })));

    test("what it says of a body in pieces, which goes on whole", async () => {
      backend.answer = (_request, response) => {
        response.write('{"code"');
        setTimeout(() => response.end(': "202"}'), 20);
      };
      expect(await ask("GET /x")).toMatchObject({ status: 202, body: '{"code": "202"}' });
    });

    test("503 for a service that breaks off", async () => {
      backend.answer = (_request, response) => {
        response.write('{"code"');
        setTimeout(() => response.destroy(), 20);
      };
      expect(await ask("GET /x")).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
      expect(gateway.lines.at(-1)).toMatchObject({ refusal: "SERVICE_UNAVAILABLE" });
    });

    test.each([
      ["says so", 10_485_761, true, 500],
      ["is found to be", 10_485_761, false, 500],
      ["is not quite", 10_485_760, true, 202],
    ])("a body that %s too large: %i bytes", async (_what, length, isNamed, status) => {
      const body = '{"code": "202"}'.padEnd(length);
      backend.answer = (_request, response) => {
        response.on("error", () => {});
        if (isNamed) response.setHeader("Content-Length", length);
        response.write(body);
        response.end();
      };
      const answer = await ask("GET /x");
      expect(answer.status).toBe(status);
      if (status === 500) expect(answer.body).toBe('{"message":"Internal Server Error"}');
    });
  });

  test("503 for a service that breaks the connection", async () => {
    await start(privateRoute("GET /x"));
    backend.takeOver = (request) => request.socket.destroy();
    expect(await ask("GET /x")).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
  });

  test("413 for a body that is too large, and its control goes on", async () => {
    await start(privateRoute("POST /x"));
    const post = (length: number) =>
      fetch(`${gateway.url}/x`, { method: "POST", body: Buffer.alloc(length) }).then(async (answer) => [
        answer.status,
        answer.status === 200 ? null : await answer.text(),
      ]);
    expect(await post(10_485_761)).toEqual([413, '{"message":"Request Entity Too Large"}']);
    expect(await post(10_485_760)).toEqual([200, null]);
  });
});

describe("a URL", () => {
  let server: Server;
  let origin: string;
  const seen: { url: string; headers: NodeJS.Dict<string | string[]> }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push({ url: request.url ?? "", headers: request.headers });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  beforeEach(() => void seen.splice(0));

  test.each<[string, string, string | null, string, string]>([
    ["GET /pets", "/v1/pets", null, "/pets?a=1", "/v1/pets?a=1"],
    ["ANY /store/{proxy+}", "/v1/{proxy}", null, "/store/a%2Fb/c/", "/v1/a%2Fb/c/"],
    ["GET /users/{id}", "/u/{id}.json", null, "/users/7", "/u/7.json"],
    ["$default", "", null, "/store/checkout", "/store/checkout"],
    ["$default", "/base/", null, "/{x}", "/base/{x}"],
    ["GET /users/{id}", "", null, "/users/7", "/"],
    ["GET /users/{id}", "/v1", "/new/${request.path.id}", "/users/7", "/v1/new/7"],
  ])("%s at …%s with path %s: %s goes to %s", async (routeKey, path, overwrite, sent, target) => {
    const requestMappings = overwrite === null ? [] : [mapping("overwrite:path", overwrite)];
    const connection = { type: "INTERNET", uri: origin + path } as const;
    gateway = await startHttpApi({
      routes: [privateRoute(routeKey, { connection, requestMappings })],
      stage: { name: "test" },
    });
    await ask(`GET ${sent}`);
    expect(seen[0]?.url).toBe(target);
    expect(seen[0]?.headers.host).toBe(origin.slice("http://".length));
    expect(seen[0]?.headers.forwarded).toBe("by=127.0.0.1;for=127.0.0.1;host=api.example.com;proto=http");
  });

  test("a parameter cannot lead up", async () => {
    const connection = { type: "INTERNET", uri: `${origin}/files/.{name}` } as const;
    gateway = await startHttpApi({ routes: [privateRoute("GET /files/{name}", { connection })] });
    expect((await ask("GET /files/x")).status).toBe(200);
    expect((await ask("GET /files/.")).status).toBe(400);
    expect((await ask("GET /files/.;")).status).not.toBe(200);
    expect(seen.map(({ url }) => url)).toEqual(["/files/.x"]);
  });
});

describe("does not start", () => {
  const refused = (changes: Partial<HttpProxy>, more: Partial<Parameters<typeof startHttpApi>[0]> = {}) =>
    Promise.resolve().then(async () => {
      gateway = await startHttpApi({
        routes: [privateRoute("GET /x", changes)],
        folder: backend.folder,
        targets,
        ...more,
      });
    });
  const link = (arn: string, serverName: string | null = null) =>
    ({ connection: { type: "VPC_LINK", id: "v", arn, serverName } }) as const;
  beforeEach(async () => {
    gateway = await startHttpApi({ routes: [] });
  });

  test("its control does", async () => {
    await gateway.close();
    await refused(link("${stageVariables.arn}"), { stage: { variables: { arn: listener } } });
    expect((await ask("GET /x")).status).toBe(200);
  });

  test.each<[string, Partial<HttpProxy>, Partial<Parameters<typeof startHttpApi>[0]>, RegExp]>([
    [
      "an ARN without a target",
      link(listener.replace("/trades/", "/other/")),
      {},
      /api.yaml:1: uri: the stage has no target for arn/,
    ],
    [
      "an ARN with two",
      link(listener),
      { targets: { "arn:*": "a", "arn:*/trades/*": "b" } },
      /has several targets: arn:\* and/,
    ],
    [
      "a variable that holds no ARN",
      link("${stageVariables.arn}"),
      { stage: { variables: { arn: "trades" } } },
      /expected the ARN of a listener/,
    ],
    ["a target that is no plain name", link(listener), { targets: { "*": "tra.des" } }, /plain name/],
    ["TLS over a socket", link(listener, "trades.example.com"), {}, /expected http:\/\//],
    [
      "a uri whose variable makes it none",
      { connection: { type: "INTERNET", uri: "http://${stageVariables.host}/" } },
      { stage: { variables: { host: "a?b" } } },
      /uri/,
    ],
  ])("with %s", async (_what, changes, more, message) => {
    const attempt = refused(changes, more);
    await expect(attempt).rejects.toBeInstanceOf(CannotStart);
    await expect(attempt).rejects.toThrow(message);
  });

  test("with a mapping of a header that never arrives", async () => {
    const requestMappings = [mapping("overwrite:header.x-name", "$request.header.X-User-Id")];
    await expect(refused({ requestMappings })).rejects.toThrow(/X-User-Id is a header by which the gateway speaks/);
  });
});

test("the whole ARN goes before a pattern, and an origin before a name", async () => {
  gateway = await startHttpApi({
    routes: [privateRoute("GET /x")],
    folder: backend.folder,
    targets: { "*": "nobody", [listener]: "http://trades" },
  });
  expect((await ask("GET /x")).status).toBe(200);
});
