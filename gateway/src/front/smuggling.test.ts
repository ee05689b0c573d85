import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ApiKind } from "../openapi/kind.ts";
import { type Guarded, outcomeOf, startGuarded, untouched } from "../testing/guarded.ts";
import { converse, raw } from "../testing/raw-connection.ts";

// For every request: the service sees the authorized requests or none, and the next user gets an answer of his own.

const evil = raw("GET /admin HTTP/1.1", "Host: trades", "X-User-Id: evil", "Content-Length: 0");
const line = (first: string, ...lines: string[]) => raw(first, "Host: gw", "Authorization: Bearer alice", ...lines);
const head = (method: string, ...lines: string[]) => line(`${method} /trades HTTP/1.1`, ...lines);
const post = (...lines: string[]) => head("POST", ...lines);
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const chunked = "Transfer-Encoding: chunked";
const inChunks = (...chunks: string[]) => post(chunked) + chunks.join("");
const hello = chunk("hello") + chunk("");

/** What comes back, the bytes, and what the service sees; nothing where that is left out. */
type Row = readonly [what: string, bytes: string, statuses: readonly number[], seen?: readonly string[]];

const lengths: readonly Row[] = [
  ["Content-Length before Transfer-Encoding", `${post("Content-Length: 6", chunked)}0\r\n\r\n${evil}`, [400]],
  ["Transfer-Encoding before Content-Length", post(chunked, "Content-Length: 4") + chunk(evil) + chunk(""), [400]],
  ["a length of 0 and chunks", post("Content-Length: 0", chunked) + chunk(evil) + chunk(""), [400]],
  ["two lengths", post("Content-Length: 0", `Content-Length: ${evil.length}`) + evil, [400]],
  ["two equal lengths", `${post("Content-Length: 2", "Content-Length: 2")}ok`, [400]],
  ["a list of lengths", post(`Content-Length: 0, ${evil.length}`) + evil, [400]],
  ["a list of one length", `${post("Content-Length: 2,")}ok`, [400]],
  ["two lengths with a space", `${post("Content-Length: 2 2")}ok`, [400]],
  ["a positive length", `${post("Content-Length: +2")}ok`, [400]],
  ["a negative length", `${post("Content-Length: -2")}ok`, [400]],
  ["a length in hexadecimal", `${post("Content-Length: 0x2")}ok`, [400]],
  ["a length with an exponent", `${post("Content-Length: 1e1")}0123456789`, [400]],
  ["a length with a fraction", `${post("Content-Length: 2.0")}ok`, [400]],
  ["a length with an underscore", `${post("Content-Length: 1_0")}0123456789`, [400]],
  ["a length of superscript digits", post("Content-Length: \xb2"), [400]],
  ["an empty length", `${post("Content-Length:")}ok`, [400]],
  ["a length beyond 64 bits", post("Content-Length: 99999999999999999999999"), [400]],
  ["a length beyond 63 bits", post("Content-Length: 9223372036854775808"), [413]],
  [
    "a length under a name with an underscore, which nobody may take for the framing",
    `${post("Content_Length: 2")}ok`,
    [200, 400],
    ["POST /trades by alice: "],
  ],
  ["a body with GET", head("GET", `Content-Length: ${evil.length}`) + evil, [400]],
  ["a body with HEAD", head("HEAD", `Content-Length: ${evil.length}`) + evil, [400]],
];

const codings: readonly Row[] = [
  ["two Transfer-Encodings", `${post(chunked, "Transfer-Encoding: identity")}0\r\n\r\n${evil}`, [400]],
  ["chunked twice", post(chunked, chunked) + hello, [400]],
  ["chunked, chunked", post("Transfer-Encoding: chunked, chunked") + hello, [400]],
  ["xchunked", `${post("Transfer-Encoding: xchunked")}0\r\n\r\n${evil}`, [400]],
  ["gzip", post("Transfer-Encoding: gzip") + evil, [400]],
  ["gzip, chunked", `${post("Transfer-Encoding: gzip, chunked")}0\r\n\r\n${evil}`, [400]],
  ["chunked, identity", `${post("Transfer-Encoding: chunked, identity")}0\r\n\r\n${evil}`, [400]],
  ["identity and a length", `${post("Transfer-Encoding: identity", "Content-Length: 2")}ok`, [400]],
  ["chunked with a comma behind", post("Transfer-Encoding: chunked,") + hello, [400]],
  ["chunked with a comma before", post("Transfer-Encoding: ,chunked") + hello, [400]],
  ["chunked with a parameter", post("Transfer-Encoding: chunked;q=1") + hello, [400]],
  ["chunked in quotes", post('Transfer-Encoding: "chunked"') + hello, [400]],
  ["chunked with a blank behind", post("Transfer-Encoding: chunked \t ") + hello, [400]],
  ["no coding", post("Transfer-Encoding:") + hello, [400]],
  ["a vertical tab before chunked", `${post("Transfer-Encoding: \x0bchunked")}0\r\n\r\n${evil}`, [400]],
  ["a no-break space before chunked", post("Transfer-Encoding: \xa0chunked") + hello, [400]],
  ["a NUL behind chunked", post("Transfer-Encoding: chunked\0") + hello, [400]],
  ["a carriage return before chunked", post("Transfer-Encoding: \rchunked") + hello, [400]],
  ["chunked with a Kelvin sign", post("Transfer-Encoding: chun\xe2\x84\xaaed") + hello, [400]],
  ["a space before the colon", `${post("Transfer-Encoding : chunked")}0\r\n\r\n${evil}`, [400]],
  ["a tab before the colon", post("Transfer-Encoding\t: chunked") + hello, [400]],
  ["a no-break space before the colon", post("Transfer-Encoding\xa0: chunked") + hello, [400]],
  ["a NUL before the colon", post("Transfer-Encoding\0: chunked") + hello, [400]],
  ["a folded line", `${post("Transfer-Encoding:\r\n chunked")}0\r\n\r\n${evil}`, [400]],
  ["chunks with GET", head("GET", chunked) + chunk(evil) + chunk(""), [400]],
  ["chunks with HEAD", head("HEAD", chunked) + chunk(evil) + chunk(""), [400]],
  ["chunks with OPTIONS", head("OPTIONS", chunked) + chunk(evil) + chunk(""), [400]],
  ["chunks over HTTP/1.0", post(chunked).replace("1.1", "1.0") + chunk(evil) + chunk(""), [400]],
  [
    "chunked under a name with an underscore, which nobody may take for the framing",
    post("Transfer_Encoding: chunked", "Content-Length: 0") + chunk(evil) + chunk(""),
    [200, 400],
    ["POST /trades by alice: "],
  ],
];

/** The service may have seen a part of the body by the time that the rest turned out wrong, and must not take it for the whole. */
const chunks: readonly Row[] = [
  ["a size in another notation", inChunks("0x5\r\nhello\r\n", chunk("")), [400]],
  ["a positive size", inChunks("+5\r\nhello\r\n", chunk("")), [400]],
  ["a negative size", inChunks("-5\r\nhello\r\n", chunk("")), [400]],
  ["no size", inChunks("\r\nhello\r\n", chunk("")), [400]],
  ["no size but an extension", inChunks(";a\r\nhello\r\n", chunk("")), [400]],
  ["a size beyond 64 bits", inChunks("10000000000000005\r\nhello\r\n", chunk("")), [400]],
  ["a blank before the size", inChunks(" 5\r\nhello\r\n", chunk("")), [400]],
  ["a blank behind the size", inChunks("5 \r\nhello\r\n", chunk("")), [400]],
  ["a blank before an extension", inChunks("5 ;a\r\nhello\r\n", chunk("")), [400]],
  ["a line feed behind the size", `${inChunks("5\nhello\r\n", chunk(""))}${evil}`, [400]],
  ["two carriage returns behind the size", inChunks("5\r\r\nhello\r\n", chunk("")), [400]],
  ["a line feed in an extension", inChunks("5;a\nb\r\nhello\r\n", chunk("")), [400]],
  ["a carriage return in an extension", inChunks("5;a\rb\r\nhello\r\n", chunk("")), [400]],
  ["a NUL in an extension", inChunks("5;\0\r\nhello\r\n", chunk("")), [400]],
  ["an extension with an open quote", inChunks('5;a="b\r\nhello\r\n', chunk("")), [400]],
  ["an extension of 20 KB", inChunks(`5;a=${"b".repeat(20_000)}\r\nhello\r\n`, chunk("")), [400]],
  ["a chunk longer than its size", inChunks("3\r\nhello\r\n", chunk("")), [400]],
  ["a line feed behind the data", inChunks("5\r\nhello\n", chunk("")), [400]],
  ["nothing behind the data", inChunks("5\r\nhello", chunk("")), [400]],
  ["line feeds at the end", inChunks(chunk("hello"), "0\n\n"), [400]],
  ["no empty line at the end", `${inChunks(chunk("hello"), "0\r\n")}${evil}`, [400]],
  ["framing in the trailers", inChunks(chunk("hello"), `0\r\nContent-Length: 50\r\n${chunked}\r\n\r\n`), [400]],
  ["a folded trailer", inChunks(chunk("hello"), "0\r\nX-Fine: a\r\n b\r\n\r\n"), [400]],
  ["a line feed in the trailers", inChunks(chunk("hello"), "0\r\nX-Fine: a\n\r\n"), [400]],
  ["trailers of 30 KB", inChunks(chunk("hello"), `0\r\nX-Fine: ${"a".repeat(30_000)}\r\n\r\n`), [431]],
  ["a size that the body never has", inChunks("FFFFFFFFFFFFFFFF\r\nhello\r\n", chunk("")), [408]],
];

const lines: readonly Row[] = [
  ["a folded header", head("GET", "X-Fine: a\r\n b"), [400]],
  ["a blank before the first header", raw("GET /trades HTTP/1.1", " Host: gw"), [400]],
  ["bare line feeds", head("GET").replaceAll("\r\n", "\n"), [400]],
  ["a line feed behind the request line", head("GET").replace("\r\n", "\n"), [400]],
  ["one bare line feed", head("GET", "X-Fine: a\nX-User-Id: evil"), [400]],
  ["a bare carriage return", head("GET", "X-Fine: a\rX-User-Id: evil"), [400]],
  ["two carriage returns at the end", head("GET").replace(/\r\n\r\n$/, "\r\r\n\r\n"), [400]],
  ["a NUL in a value", head("GET", "X-Fine: a\0b"), [400]],
  ["a control character in a value", head("GET", "X-Fine: a\x01b"), [400]],
  ["DEL in a value", head("GET", "X-Fine: a\x7fb"), [400]],
  ["a name with a bracket", head("GET", "X(Fine: 1"), [400]],
  ["a name with a quote", head("GET", '"X-Fine": 1'), [400]],
  ["a name outside ASCII", head("GET", "X-Fin\xe9: 1"), [400]],
  ["a name with a space", head("GET", "X Fine: 1"), [400]],
  ["no name", head("GET", ": 1"), [400]],
  ["no colon", head("GET", "X-Fine"), [400]],
  ["two hosts", head("GET", "Host: gw"), [400]],
  ["two hosts in one", raw("GET /trades HTTP/1.1", "Host: gw, evil"), [400]],
  ["a blank in the host", raw("GET /trades HTTP/1.1", "Host: gw evil"), [400]],
  ["no host", raw("GET /trades HTTP/1.1", "Authorization: Bearer alice"), [400]],
  ["two tokens", head("GET", "Authorization: Bearer evil"), [400]],
];

const requestLines: readonly Row[] = [
  ["HTTP/0.9", "GET /trades\r\n\r\n", [400]],
  ["HTTP/0.9 by name", line("GET /trades HTTP/0.9"), [400]],
  ["HTTP/2.0", line("GET /trades HTTP/2.0"), [400]],
  ["HTTP/1.2", line("GET /trades HTTP/1.2"), [400]],
  ["HTTP/1.10", line("GET /trades HTTP/1.10"), [400]],
  ["http/1.1", line("GET /trades http/1.1"), [400]],
  ["another protocol", line("GET /trades ICE/1.0"), [400]],
  ["a tab for a space", line("GET\t/trades HTTP/1.1"), [400]],
  ["a blank before the method", ` ${head("GET")}`, [400]],
  ["a blank behind the version", line("GET /trades HTTP/1.1 "), [400]],
  ["a blank in the target", line("GET /trades x HTTP/1.1"), [400]],
  ["a NUL in the target", line("GET /trades\0 HTTP/1.1"), [400]],
  ["UTF-8 in the target", line("GET /trad\xc3\xa9s HTTP/1.1"), [400]],
  ["absolute-form", line("GET http://gw/trades HTTP/1.1"), [400]],
  ["absolute-form of another host", line("GET http://evil/trades HTTP/1.1"), [400]],
  ["absolute-form with a user", line("GET https://gw@evil/trades HTTP/1.1"), [400]],
  ["authority-form", line("GET gw:80 HTTP/1.1"), [400]],
  ["asterisk-form", line("OPTIONS * HTTP/1.1"), [400]],
  ["a query alone", line("GET ?x HTTP/1.1"), [400]],
  ["a fragment", line("GET /trades#x HTTP/1.1"), [400]],
  ["a backslash", line("GET /trades\\x HTTP/1.1"), [400]],
  ["an encoded NUL", line("GET /trades%00 HTTP/1.1"), [400]],
  ["a method in other case", line("gET /trades HTTP/1.1"), [400]],
  ["TRACE", line("TRACE /trades HTTP/1.1"), [405]],
  ["CONNECT", line("CONNECT trades:80 HTTP/1.1"), [405]],
  ["CONNECT to a path", line("CONNECT /trades HTTP/1.1"), [405]],
  ["a line of the PROXY protocol", `PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n${head("GET")}`, [400]],
  ["the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]],
  ["the beginning of TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", [400]],
];

const connections: readonly Row[] = [
  [
    "an upgrade with a body and a request behind it",
    `${post("Connection: upgrade", "Upgrade: websocket", "Content-Length: 2")}ok${head("GET")}`,
    [403],
  ],
  ["an upgrade in chunks", post("Connection: upgrade", "Upgrade: h2c", chunked) + hello + head("GET"), [403]],
  ["an expectation that nobody knows", `${post("Expect: evil", `Content-Length: ${evil.length}`)}${evil}`, [417]],
  ["an expectation beside 100-continue", `${post("Expect: 100-continue, evil", "Content-Length: 2")}ok`, [417]],
  ["a token that Connection names, which ends here", head("GET", "Connection: close, Authorization"), [401]],
  ["a request behind one that is refused", post("Transfer-Encoding: gzip, chunked") + hello + head("GET"), [400]],
  ["a request behind GET with a body", `${head("GET", "Content-Length: 2")}ok${head("GET")}`, [400]],
  [
    "nonsense behind a request, which is answered first",
    `${head("GET")}nonsense\r\n\r\n`,
    [200, 400],
    ["GET /trades by alice: "],
  ],
  ["a body longer than its length", `${post("Content-Length: 3")}hello`, [200, 400], ["POST /trades by alice: hel"]],
  [
    "a second request with a forged identity",
    `${post("Content-Length: 2")}ok${raw("GET /trades HTTP/1.1", "Host: gw", "Authorization: Bearer carol", "X-User-Id: alice")}`,
    [200, 200],
    ["POST /trades by alice: ok", "GET /trades by carol: "],
  ],
  [
    "a second request with an identity and no token",
    head("GET") + raw("GET /trades HTTP/1.1", "Host: gw", "X-User-Id: alice"),
    [200, 401],
    ["GET /trades by alice: "],
  ],
  [
    "a second request over HTTP/1.0",
    line("GET /trades HTTP/1.0", "Connection: keep-alive") + raw("GET /trades HTTP/1.0", "Authorization: Bearer carol"),
    [200, 200],
    ["GET /trades by alice: ", "GET /trades by carol: "],
  ],
];

/** The same, framed in one way: each arrives as the one request that it is. */
const controls: readonly Row[] = [
  ["POST by length", post(`Content-Length: ${evil.length}`) + evil, [200], [`POST /trades by alice: ${evil}`]],
  ["POST in chunks", inChunks(chunk(evil), chunk("")), [200], [`POST /trades by alice: ${evil}`]],
  ["POST in several chunks", inChunks(chunk("a"), chunk("bc"), chunk("")), [200], ["POST /trades by alice: abc"]],
  ["POST of nothing", post("Content-Length: 0"), [200], ["POST /trades by alice: "]],
  ["POST with neither", post(), [200], ["POST /trades by alice: "]],
  ["DELETE by length", `${head("DELETE", "Content-Length: 2")}ok`, [200], ["DELETE /trades by alice: ok"]],
  ["DELETE in chunks", head("DELETE", chunked) + chunk(evil) + chunk(""), [200], [`DELETE /trades by alice: ${evil}`]],
  ["GET", head("GET"), [200], ["GET /trades by alice: "]],
  ["GET with a length of 0", head("GET", "Content-Length: 0"), [200], ["GET /trades by alice: "]],
  ["OPTIONS", head("OPTIONS"), [200], ["OPTIONS /trades by alice: "]],
  [
    "a length with blanks and zeros",
    `${post("Content-Length: \t 0005 ")}hello`,
    [200],
    ["POST /trades by alice: hello"],
  ],
  [
    "Transfer-Encoding in capitals",
    post("TRANSFER-ENCODING:\tCHUNKED") + hello,
    [200],
    ["POST /trades by alice: hello"],
  ],
  [
    "a framing that Connection names",
    post("Connection: Transfer-Encoding", chunked) + hello,
    [200],
    ["POST /trades by alice: hello"],
  ],
  [
    "a length that Connection names",
    `${post("Connection: Content-Length", "Content-Length: 2")}ok`,
    [200],
    ["POST /trades by alice: ok"],
  ],
  [
    "chunk sizes in capitals and with zeros",
    inChunks("000A\r\n0123456789\r\n", "00\r\n\r\n"),
    [200],
    ["POST /trades by alice: 0123456789"],
  ],
  [
    "chunk extensions, which end here",
    inChunks('5;a=b;c="d;e"\r\nhello\r\n', "0;x\r\n\r\n"),
    [200],
    ["POST /trades by alice: hello"],
  ],
  [
    "trailers, which end here",
    inChunks(chunk("hello"), "0\r\nX-User-Id: evil\r\n\r\n"),
    [200],
    ["POST /trades by alice: hello"],
  ],
  ["an empty line before the request", `\r\n${head("GET")}`, [200], ["GET /trades by alice: "]],
  ["two spaces in the request line", line("GET  /trades HTTP/1.1"), [200], ["GET /trades by alice: "]],
  ["HTTP/1.0", line("GET /trades HTTP/1.0"), [200], ["GET /trades by alice: "]],
  [
    "an expectation over HTTP/1.0",
    `${line("POST /trades HTTP/1.0", "Expect: 100-continue", "Content-Length: 2")}ok`,
    [200],
    ["POST /trades by alice: ok"],
  ],
  [
    "an expectation in other case",
    `${post("Expect: 100-Continue", "Content-Length: 2")}ok`,
    [200],
    ["POST /trades by alice: ok"],
  ],
  ["Connection: upgrade to nothing", head("GET", "Connection: upgrade"), [200], ["GET /trades by alice: "]],
];

const tables: readonly (readonly [string, readonly Row[]])[] = [
  ["lengths that two servers could read in two ways", lengths],
  ["transfer codings that two servers could read in two ways", codings],
  ["chunks that two servers could read in two ways", chunks],
  ["header lines that two servers could read in two ways", lines],
  ["request lines that are none, or name no resource of this server", requestLines],
  ["several things on one connection", connections],
  ["controls", controls],
];

describe.each<ApiKind>(["REST", "HTTP"])("%s APIs", (kind) => {
  let api: Guarded;
  beforeAll(async () => {
    api = await startGuarded(kind);
  });
  afterAll(() => api.close());

  describe.each(tables)("%s", (_table, rows) => {
    test.each(rows)("%s", async (_what, bytes, statuses, seen = []) => {
      const outcome = await outcomeOf(api, bytes);
      const whole = outcome.seen.filter((line) => !line.endsWith("…"));
      expect({ ...outcome, seen: whole }).toEqual({ statuses, seen, innocent: untouched });
      for (const part of outcome.seen) expect(part).toMatch(/ \/trades by (alice|carol): /);
    });
  });

  test("what a backend answers beyond its own answer reaches nobody", async () => {
    api.backend.reset();
    api.backend.takeOver = (request, response) => {
      const socket = response.socket;
      request.resume().once("end", () => {
        socket?.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
      });
    };
    const first = await converse(api.gateway.port, head("GET"));
    expect(first.answers.map(({ body }) => body)).toEqual(["ok"]);
    expect(await outcomeOf(api, head("GET"))).toEqual({
      statuses: [200],
      seen: ["GET /trades by alice: "],
      innocent: untouched,
    });
  });
});
