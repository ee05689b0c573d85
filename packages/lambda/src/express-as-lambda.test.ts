import { describe, expect, jest, test } from "@jest/globals";
import express from "express";
import type { APIGatewayProxyEvent, Context } from "./events.ts";
import { expressAsLambda } from "./express-as-lambda.ts";

const context = {} as Context;

/** The four maps are null when empty, as AWS sends them to a proxy function. */
const event = (given: Partial<APIGatewayProxyEvent> = {}): APIGatewayProxyEvent => ({
  resource: "/{proxy+}",
  path: "/trades",
  httpMethod: "GET",
  headers: null as never,
  multiValueHeaders: null as never,
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  pathParameters: null,
  stageVariables: null,
  body: null,
  isBase64Encoded: false,
  requestContext: { identity: { sourceIp: "192.0.2.7" } } as APIGatewayProxyEvent["requestContext"],
  ...given,
});

const mirror = () =>
  express()
    .use(express.text({ type: "*/*" }))
    .use(
      (request, response) =>
        void response.json({ url: request.url, method: request.method, headers: request.headers, body: request.body }),
    );

const mirrored = async (given: Partial<APIGatewayProxyEvent>) => {
  const result = await expressAsLambda(mirror)(event(given), context);
  return JSON.parse(result.body) as { url: string; method: string; headers: Record<string, string>; body?: string };
};

describe("the request", () => {
  test.each<[string, Partial<APIGatewayProxyEvent>, string]>([
    ["the path as sent", { path: "/trades/%2e%2e/a%2Fb" }, "/trades/%2e%2e/a%2Fb"],
    ["a trailing slash that the greedy parameter lost", { path: "/a/b/", pathParameters: { proxy: "a/b" } }, "/a/b/"],
    [
      "repeated query values in order",
      { multiValueQueryStringParameters: { page: ["1"], tag: ["a", "b"] }, queryStringParameters: { tag: "b" } },
      "/trades?page=1&tag=a&tag=b",
    ],
    ["decoded values encoded again", { queryStringParameters: { "a&b": "c=d e+é" } }, "/trades?a%26b=c%3Dd+e%2B%C3%A9"],
  ])("has %s", async (_what, given, url) => {
    expect((await mirrored(given)).url).toBe(url);
  });

  test.each<[string, Partial<APIGatewayProxyEvent>, string, string]>([
    ["several cookie headers", { multiValueHeaders: { Cookie: ["a=1", "b=2"] } }, "cookie", "a=1; b=2"],
    [
      "cookie headers in two spellings",
      { multiValueHeaders: { Cookie: ["a=1"], cookie: ["a=2"] } },
      "cookie",
      "a=1; a=2",
    ],
    ["a list header", { multiValueHeaders: { "X-Tag": ["a", "b"] } }, "x-tag", "a, b"],
    ["single-value headers alone", { headers: { "X-CSRF": "1" } }, "x-csrf", "1"],
  ])("has %s", async (_what, given, name, value) => {
    expect((await mirrored(given)).headers[name]).toBe(value);
  });

  test.each<[string, Partial<APIGatewayProxyEvent>]>([
    ["as text", { body: "grüße" }],
    ["in base64", { body: Buffer.from("grüße").toString("base64"), isBase64Encoded: true }],
  ])("has a body that came %s", async (_how, given) => {
    const headers = { "Content-Type": "text/plain; charset=utf-8" };
    expect((await mirrored({ httpMethod: "POST", headers, ...given })).body).toBe("grüße");
  });
});

describe("the answer", () => {
  const answerOf = (answer: express.RequestHandler) => expressAsLambda(() => express().use(answer))(event(), context);

  test("keeps each Set-Cookie line apart", async () => {
    const { multiValueHeaders, headers } = await answerOf(
      (_, response) => void response.cookie("a", "1").cookie("b", "2").end(),
    );
    expect(multiValueHeaders?.["set-cookie"]).toEqual(["a=1; Path=/", "b=2; Path=/"]);
    expect(headers).toBeUndefined();
  });

  test.each<[string, string | undefined, boolean]>([
    ["application/json; charset=utf-8", undefined, false],
    ["application/problem+json", undefined, false],
    ["text/html", undefined, false],
    ["text/html", "gzip", true],
    ["image/png", undefined, true],
    ["application/octet-stream", undefined, true],
  ])("of %s, encoded %s, is in base64: %s", async (type, encoding, binary) => {
    const bytes = Buffer.from([0x67, 0xc3, 0xbc]);
    const result = await answerOf((_, response) => {
      response.set({ "content-type": type, ...(encoding ? { "content-encoding": encoding } : {}) }).end(bytes);
    });
    expect(result.isBase64Encoded).toBe(binary);
    expect(Buffer.from(result.body, binary ? "base64" : "utf8")).toEqual(bytes);
  });

  test("has no body and no framing for a redirect", async () => {
    const result = await answerOf((_, response) => void response.status(303).set("location", "/app/").end());
    expect(result).toMatchObject({ statusCode: 303, body: "", isBase64Encoded: false });
    expect(Object.keys(result.multiValueHeaders ?? {})).not.toContain("transfer-encoding");
  });

  test("does not show an error of the application", async () => {
    const silent: express.ErrorRequestHandler = (_error, _request, response, _next) =>
      void response.status(500).json({ message: "Internal server error" });
    const app = express()
      .use(() => {
        throw new Error("secret detail");
      })
      .use(silent);
    expect(await expressAsLambda(() => app)(event(), context)).toMatchObject({
      statusCode: 500,
      body: '{"message":"Internal server error"}',
    });
  });

  test("is told to those who wait for its end, as a server does", async () => {
    const ended = jest.fn();
    await answerOf((_, response) => void response.once("close", ended).send("ok"));
    expect(ended).toHaveBeenCalledTimes(1);
  });
});

describe("the application", () => {
  test("is made once, however many events arrive first", async () => {
    const make = jest.fn(mirror);
    const handler = expressAsLambda(make);
    await Promise.all([handler(event(), context), handler(event(), context)]);
    await handler(event(), context);
    expect(make).toHaveBeenCalledTimes(1);
  });

  test("is tried again when it could not be made; the invocation that met this fails", async () => {
    const make = jest.fn<() => Promise<ReturnType<typeof mirror>>>();
    make.mockRejectedValueOnce(new Error("database is away")).mockImplementation(async () => mirror());
    const handler = expressAsLambda(make);
    await expect(handler(event(), context)).rejects.toThrow("database is away");
    expect((await handler(event(), context)).statusCode).toBe(200);
  });
});
