import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Backend, startBackend } from "../testing/backend.ts";
import { startGateway, type TestedGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { headerFromContext, httpRoute, tokenAuthorizer } from "../testing/routes.ts";

let backend: Backend;
let gateway: TestedGateway;
beforeAll(async () => {
  backend = await startBackend();
  const mappings = [headerFromContext("X-User-Id", "authorizer.principalId")];
  const guarded = (method: string) => httpRoute(method, "/trades", { authorizer: tokenAuthorizer, mappings });
  gateway = await startGateway({
    folder: backend.folder,
    connections: 1,
    routes: ["GET", "POST", "PUT", "DELETE", "OPTIONS"].map(guarded),
  });
});
afterAll(async () => {
  await gateway.close();
  await backend.close();
});
beforeEach(() => backend.reset());

const evil = raw("GET /admin HTTP/1.1", "Host: trades", "X-User-Id: evil", "Content-Length: 0");
const head = (method: string, ...lines: string[]) =>
  raw(`${method} /trades HTTP/1.1`, "Host: gw", "Authorization: Bearer alice", ...lines);
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const chunked = "Transfer-Encoding: chunked";

/** An innocent request on its own connection, over the one connection that the pool has to the backend. */
const innocent = async () => {
  const { answers } = await converse(
    gateway.port,
    `${raw("PUT /trades HTTP/1.1", "Host: gw", "Authorization: Bearer bob", "Content-Length: 3")}bob`,
  );
  return answers;
};

/** Sends it and then asks as somebody else: the backend saw at most the one authorized request, and bob got his own. */
const smuggled = async (bytes: string) => {
  const { answers } = await converse(gateway.port, bytes);
  const before = backend.seen.map(({ method, url, headers, body }) => ({
    method,
    url,
    user: headers["x-user-id"],
    body,
  }));
  const after = await innocent();
  expect(after.map(({ status, body }) => [status, body])).toEqual([[200, '{"method":"PUT","url":"/trades"}']]);
  const byBob = backend.seen.filter(({ headers }) => headers["x-user-id"] === "bob");
  expect(byBob).toEqual([expect.objectContaining({ method: "PUT", body: "bob" })]);
  return { statuses: answers.map(({ status }) => status), before };
};

describe("shapes that two servers would frame in two ways never reach a service", () => {
  test.each([
    ["Content-Length before Transfer-Encoding", `${head("POST", "Content-Length: 6", chunked)}0\r\n\r\n${evil}`],
    [
      "Transfer-Encoding before Content-Length",
      `${head("POST", chunked, "Content-Length: 4")}5c\r\n${evil}\r\n0\r\n\r\n`,
    ],
    ["two lengths", head("POST", "Content-Length: 0", `Content-Length: ${evil.length}`) + evil],
    ["two equal lengths", `${head("POST", "Content-Length: 2", "Content-Length: 2")}ok`],
    ["a list of lengths", head("POST", `Content-Length: 0, ${evil.length}`) + evil],
    ["a signed length", head("POST", "Content-Length: +2") + evil],
    ["a length in hexadecimal", head("POST", "Content-Length: 0x2") + evil],
    ["two Transfer-Encodings", `${head("POST", chunked, "Transfer-Encoding: identity")}0\r\n\r\n${evil}`],
    ["xchunked", `${head("POST", "Transfer-Encoding: xchunked")}0\r\n\r\n${evil}`],
    ["gzip, chunked", `${head("POST", "Transfer-Encoding: gzip, chunked")}0\r\n\r\n${evil}`],
    ["chunked, identity", `${head("POST", "Transfer-Encoding: chunked, identity")}0\r\n\r\n${evil}`],
    ["a vertical tab before chunked", `${head("POST", "Transfer-Encoding: \x0bchunked")}0\r\n\r\n${evil}`],
    ["a space before the colon", `${head("POST", "Transfer-Encoding : chunked")}0\r\n\r\n${evil}`],
    ["a folded line", `${head("POST", "Transfer-Encoding:\r\n chunked")}0\r\n\r\n${evil}`],
    ["a folded header of another name", head("GET", "X-Fine: a\r\n b")],
    ["bare line feeds", head("GET").replaceAll("\r\n", "\n")],
    ["one bare line feed", head("GET", "X-Fine: a\nX-User-Id: evil")],
    ["a bare carriage return", head("GET", "X-Fine: a\rX-User-Id: evil")],
    ["a NUL in a header", head("GET", "X-Fine: a\0b")],
    ["a chunk size in another notation", `${head("POST", chunked)}0x5\r\nhello\r\n0\r\n\r\n`],
    ["a chunk that ends in a line feed", `${head("POST", chunked)}5\nhello\r\n0\r\n\r\n${evil}`],
    ["a chunk longer than its size", `${head("POST", chunked)}3\r\nhello\r\n0\r\n\r\n`],
    ["a body with GET", head("GET", `Content-Length: ${evil.length}`) + evil],
    ["a chunked body with GET", head("GET", chunked) + chunk(evil) + chunk("")],
    ["a chunked body with OPTIONS", head("OPTIONS", chunked) + chunk(evil) + chunk("")],
    ["a chunked body over HTTP/1.0", head("POST", chunked).replace("1.1", "1.0") + chunk(evil) + chunk("")],
  ])("%s", async (_shape, bytes) => {
    const { statuses, before } = await smuggled(bytes);
    expect(statuses[0]).toBe(400);
    expect(before.filter(({ url, user }) => url !== "/trades" || user !== "alice")).toEqual([]);
    expect(backend.seen.filter(({ complete }) => complete)).toHaveLength(1); // bob's
  });
});

describe("controls: the same bodies, framed in one way, arrive as one request", () => {
  test.each([
    ["POST by length", head("POST", `Content-Length: ${evil.length}`) + evil, "POST", evil],
    ["POST in chunks", head("POST", chunked) + chunk(evil) + chunk(""), "POST", evil],
    ["POST in several chunks", head("POST", chunked) + chunk("a") + chunk("bc") + chunk(""), "POST", "abc"],
    ["POST of nothing", head("POST", "Content-Length: 0"), "POST", ""],
    ["POST with neither", head("POST"), "POST", ""],
    ["DELETE by length", head("DELETE", `Content-Length: ${evil.length}`) + evil, "DELETE", evil],
    ["DELETE in chunks", head("DELETE", chunked) + chunk(evil) + chunk(""), "DELETE", evil],
    ["GET", head("GET"), "GET", ""],
    ["GET with a length of 0", head("GET", "Content-Length: 0"), "GET", ""],
    ["OPTIONS", head("OPTIONS"), "OPTIONS", ""],
    ["Transfer-Encoding in capitals", head("POST", "TRANSFER-ENCODING: CHUNKED") + chunk("x") + chunk(""), "POST", "x"],
  ])("%s", async (_shape, bytes, method, body) => {
    const { statuses, before } = await smuggled(bytes);
    expect(statuses).toEqual([200]);
    expect(before).toEqual([{ method, url: "/trades", user: "alice", body }]);
  });
});

test("what a backend answers beyond its own answer reaches nobody", async () => {
  backend.takeOver = (request, response) => {
    const socket = response.socket;
    request.resume().once("end", () => {
      socket?.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
    });
  };
  const first = await converse(gateway.port, head("GET"));
  expect(first.answers.map(({ body }) => body)).toEqual(["ok"]);
  backend.takeOver = null;
  expect((await innocent()).map(({ body }) => body)).toEqual(['{"method":"PUT","url":"/trades"}']);
});
