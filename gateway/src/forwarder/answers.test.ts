import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startGateway } from "../testing/gateway.ts";
import { type RawBackend, startRawBackend, wellFormed } from "../testing/raw-backend.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { httpRoute } from "../testing/routes.ts";
import type { TestedGateway } from "../testing/served.ts";

let backend: RawBackend;
let gateway: TestedGateway;
beforeAll(async () => {
  backend = await startRawBackend();
  const routes = ["GET", "HEAD"].map((method) => httpRoute(method, "/trades", { timeout: 2_000 }));
  gateway = await startGateway({ folder: backend.folder, connections: 1, routes });
});
afterAll(async () => {
  await gateway.close();
  await backend.close();
});

const ask = (method: string) => converse(gateway.port, raw(`${method} /trades HTTP/1.1`, "Host: gw"));

/** What the client gets when the service answers like that; the next request gets an answer of its own in any case. */
const answered = async (bytes: string, afterwards: RawBackend["afterwards"], method = "GET") => {
  Object.assign(backend, { answer: bytes, afterwards });
  const { answers, ended } = await ask(method);
  Object.assign(backend, { answer: wellFormed, afterwards: "keep" });
  expect((await ask("GET")).answers.map(({ body }) => body)).toEqual(["fine"]);
  return { answers, ended };
};

const ok = "HTTP/1.1 200 OK\r\n";
const two = "Content-Length: 2\r\n";

describe("an answer that could be read in two ways is a network error", () => {
  test.each([
    ["two lengths", `${ok}${two}Content-Length: 4\r\n\r\nevil`],
    ["two equal lengths", `${ok}${two}${two}\r\nok`],
    ["a list of lengths", `${ok}Content-Length: 2, 4\r\n\r\nevil`],
    ["a length and chunks", `${ok}${two}Transfer-Encoding: chunked\r\n\r\n4\r\nevil\r\n0\r\n\r\n`],
    ["chunks and a length", `${ok}Transfer-Encoding: chunked\r\n${two}\r\n4\r\nevil\r\n0\r\n\r\n`],
    ["a negative length", `${ok}Content-Length: -2\r\n\r\nok`],
    ["a positive length", `${ok}Content-Length: +2\r\n\r\nok`],
    ["a length in hexadecimal", `${ok}Content-Length: 0x2\r\n\r\nok`],
    ["an empty length", `${ok}Content-Length:\r\n\r\nok`],
    ["a length beyond 64 bits", `${ok}Content-Length: 99999999999999999999999\r\n\r\nok`],
    ["gzip, chunked", `${ok}Transfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`],
    ["chunked twice", `${ok}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`],
    ["a folded line", `${ok}X-A: a\r\n b\r\n${two}\r\nok`],
    ["bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"],
    ["a bare carriage return", `${ok}X-A: a\rX-B: b\r\n${two}\r\nok`],
    ["a NUL in a header", `${ok}X-A: a\0b\r\n${two}\r\nok`],
    ["a control character in a header", `${ok}X-A: a\x01b\r\n${two}\r\nok`],
    ["a space before the colon", `${ok}X-A : a\r\n${two}\r\nok`],
    ["no colon", `${ok}XA\r\n${two}\r\nok`],
    ["no name", `${ok}: a\r\n${two}\r\nok`],
    ["headers of 40 KB", `${ok}X-A: ${"a".repeat(40_000)}\r\n${two}\r\nok`],
    ["a status below all", `HTTP/1.1 99 X\r\n${two}\r\nok`],
    ["a status beyond all", `HTTP/1.1 999 X\r\n${two}\r\nok`],
    ["a status of four digits", `HTTP/1.1 2000 X\r\n${two}\r\nok`],
    ["a status that is none", `HTTP/1.1 abc X\r\n${two}\r\nok`],
    ["another protocol", `ICY 200 OK\r\n${two}\r\nok`],
    [
      "a switch of protocols that nobody asked for",
      "HTTP/1.1 101 S\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nevil",
    ],
    ["a go-ahead that nobody asked for", `HTTP/1.1 100 Continue\r\n\r\n${ok}${two}\r\nok`],
    ["a body behind an informational head", `HTTP/1.1 103 Early Hints\r\n${two}\r\nok${ok}${two}\r\nok`],
  ])("%s", async (_what, bytes) => {
    const { answers } = await answered(bytes, "keep");
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [504, '{"message":"Network error communicating with endpoint"}'],
    ]);
  });

  test.each([
    ["gzip to the end of the connection", `${ok}Transfer-Encoding: gzip\r\n\r\nok`],
    ["chunked, gzip", `${ok}Transfer-Encoding: chunked, gzip\r\n\r\n2\r\nok\r\n0\r\n\r\n`],
    ["xchunked", `${ok}Transfer-Encoding: xchunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`],
    ["half a head", `${ok}Content-Le`],
    ["an informational head alone", "HTTP/1.1 103 Early Hints\r\n\r\n"],
    ["nothing", ""],
  ])("%s", async (_what, bytes) => {
    const { answers } = await answered(bytes, "close");
    expect(answers.map(({ status }) => status)).toEqual([504]);
  });
});

describe("a body that is not whole is not taken for one", () => {
  test.each([
    ["less than its length", `${ok}Content-Length: 4\r\n\r\nok`],
    ["chunks without an end", `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n`],
    ["an end without its line", `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n`],
    ["a chunk that is none", `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\nzz\r\n`],
    ["a chunk longer than its size", `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nokX\r\n0\r\n\r\n`],
  ])("%s", async (_what, bytes) => {
    expect((await answered(bytes, "close")).ended).toBe("reset");
  });
});

describe("controls: what can be read in one way arrives", () => {
  test.each([
    ["by length", `${ok}${two}\r\nok`, "keep"],
    ["in chunks", `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`, "keep"],
    ["in chunks with an extension", `${ok}Transfer-Encoding: chunked\r\n\r\n2;a=b\r\nok\r\n0\r\n\r\n`, "keep"],
    ["with headers of 30 KB", `${ok}X-A: ${"a".repeat(30_000)}\r\n${two}\r\nok`, "keep"],
    ["with Latin-1 in a header", `${ok}X-A: \xe9\r\n${two}\r\nok`, "keep"],
    ["with no reason", `HTTP/1.1 200\r\n${two}\r\nok`, "keep"],
    ["behind hints", `HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${ok}${two}\r\nok`, "keep"],
    ["with a length that Connection names", `${ok}Connection: Content-Length\r\n${two}\r\nok`, "keep"],
    ["to the end of the connection", `${ok}\r\nok`, "close"],
    ["over HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nok", "close"],
  ] as const)("%s", async (_how, bytes, afterwards) => {
    const { answers, ended } = await answered(bytes, afterwards);
    expect([answers.map(({ status, body }) => [status, body]), ended]).toEqual([[[200, "ok"]], "open"]);
  });

  test("trailers end here", async () => {
    const bytes = `${ok}Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-T: 1\r\nContent-Length: 9\r\n\r\n`;
    const { answers } = await answered(bytes, "keep");
    expect(answers.map(({ body, headers }) => [body, headers.trailer, headers["x-t"]])).toEqual([
      ["ok", undefined, undefined],
    ]);
  });

  test.each([
    ["GET", 204, `HTTP/1.1 204 No Content\r\n${two}\r\nok`, undefined],
    ["GET", 204, "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", undefined],
    ["GET", 304, `HTTP/1.1 304 Not Modified\r\n${two}\r\n`, "2"],
    ["HEAD", 200, `${ok}${two}\r\n`, "2"],
    ["HEAD", 200, `${ok}${two}\r\nok`, "2"],
  ])("to %s a %d has no body", async (method, status, bytes, length) => {
    const { answers } = await answered(bytes, "keep", method);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ status, body: "" });
    expect([answers[0]?.headers["content-length"], answers[0]?.headers["transfer-encoding"]]).toEqual([
      length,
      undefined,
    ]);
  });
});
