import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Agent } from "undici";
import { documentsOverHttp } from "./issuer-documents.ts";

let server: Server;
let url: string;
let answer: (response: ServerResponse, path: string) => void;
const seen: string[] = [];
const agent = new Agent();
const fetchDocument = documentsOverHttp(agent);

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.url ?? "");
    answer(response, request.url ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await agent.destroy();
  server.closeAllConnections();
  server.close();
});

/** A document of exactly so many bytes. */
const ofSize = (bytes: number) => JSON.stringify({ padding: "x".repeat(bytes - '{"padding":""}'.length) });

test.each<[string, string]>([
  ["a document", '{"keys":[]}'],
  ["a document of 150 000 bytes", ofSize(150_000)],
])("the control: %s is fetched", async (_what, text) => {
  answer = (response) => response.end(text);
  expect(await fetchDocument(`${url}/document`)).toEqual(JSON.parse(text));
});

describe("is no document:", () => {
  test.each<[string, (response: ServerResponse) => void, RegExp]>([
    ["one of 150 001 bytes", (response) => response.end(ofSize(150_001)), /larger than 150000 bytes/],
    ["an endless one", endless, /larger than 150000 bytes/],
    ["an error", (response) => response.writeHead(503).end("{}"), /503/],
    ["another success", (response) => response.writeHead(203).end("{}"), /203/],
    ["no JSON", (response) => response.end("<html>"), /JSON/],
    ["nothing", (response) => response.end(), /JSON/],
    ["a connection that breaks", (response) => response.destroy(), /./],
    ["an answer that does not come within 1500 ms", () => {}, /abort|timeout/i],
    [
      "an answer that comes to no end within 1500 ms",
      (response) => response.writeHead(200, { "Content-Length": "10" }).write("{"),
      /abort|timeout/i,
    ],
  ])("%s", async (_what, serve, message) => {
    answer = serve;
    await expect(fetchDocument(`${url}/document`)).rejects.toThrow(message);
  });

  test("a redirect, which is not followed", async () => {
    answer = (response, path) => {
      if (path === "/elsewhere") return void response.end("{}");
      response.writeHead(302, { Location: `${url}/elsewhere` }).end("{}");
    };
    seen.length = 0;
    await expect(fetchDocument(`${url}/document`)).rejects.toThrow(/302/);
    expect(seen).toEqual(["/document"]);
    expect(await fetchDocument(`${url}/elsewhere`)).toEqual({});
  });
});

function endless(response: ServerResponse) {
  const more = () => {
    while (!response.destroyed && response.write(" ".repeat(10_000)));
    if (!response.destroyed) response.once("drain", more);
  };
  more();
}
