import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { metadataOverHttp } from "./fetch-metadata.ts";

let server: Server;
let answer: RequestListener;
let hits: string[];
let url: string;

beforeEach(async () => {
  hits = [];
  server = createServer((request, response) => {
    hits.push(request.url ?? "");
    answer(request, response);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}/metadata`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test("a document is fetched", async () => {
  answer = (_request, response) => response.end("<ü/>");
  expect(await metadataOverHttp(url)).toBe("<ü/>");
});

test("a redirect is not followed", async () => {
  answer = (_request, response) => response.writeHead(302, { location: "/elsewhere" }).end();
  await expect(metadataOverHttp(url)).rejects.toThrow(/Expected 200 .*received 302/);
  expect(hits).toEqual(["/metadata"]);
});

test("an error page is not taken for metadata", async () => {
  answer = (_request, response) => response.writeHead(503).end("<x/>");
  await expect(metadataOverHttp(url)).rejects.toThrow(/received 503/);
});

test("a compressed body is not unpacked", async () => {
  answer = (_request, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("x");
  await expect(metadataOverHttp(url)).rejects.toThrow(/received 200 gzip/);
});

test.each([
  [1_024 * 1_024, "taken"],
  [1_024 * 1_024 + 1, "Expected at most 1048576 bytes"],
])("%i bytes: %s", async (size, result) => {
  answer = (_request, response) => response.end("x".repeat(size));
  const outcome = await metadataOverHttp(url).then(
    () => "taken",
    (error: Error) => error.message,
  );
  expect(outcome).toContain(result);
});

test("a body without an end is given up", async () => {
  answer = (_request, response) => {
    const drip = setInterval(() => response.write("x"), 200);
    response.on("close", () => clearInterval(drip));
  };
  const start = performance.now();
  await expect(metadataOverHttp(url)).rejects.toThrow();
  expect(performance.now() - start).toBeGreaterThan(4_000);
}, 20_000);

test("what is not UTF-8 is refused", async () => {
  answer = (_request, response) => response.end(Buffer.from([0xff]));
  await expect(metadataOverHttp(url)).rejects.toThrow();
});

test.each(["file:///etc/passwd", "ftp://127.0.0.1/x"])("%s is not fetched", async (other) => {
  await expect(metadataOverHttp(other)).rejects.toThrow(/http\(s\) URL/);
});
