import { gunzipSync, gzipSync, inflateSync } from "node:zlib";
import type { FunctionOutcome } from "@gatehouse/lambda/functions/invoke-function.ts";
import { describe, expect, test } from "@jest/globals";
import { invocation } from "./import/testing/definition.ts";
import { type Asking, asked } from "./integrations/testing/asked.ts";

const text = "a text that is said again, said again, said again, said again and said again";
const compressedFrom = (size: number, more: object = {}) => ({
  of: { root: { "x-amazon-apigateway-minimum-compression-size": size, ...more } },
});
const [gzip, deflate] = ["gzip", "deflate"].map((each) => [`Accept-Encoding: ${each}`]);

const responses = { 200: { description: "", content: {} } };
const http = { type: "http", httpMethod: "GET", connectionType: "VPC_LINK", connectionId: "l", uri: "http://trades/x" };
const httpProxy = { ...http, type: "http_proxy" };
const mock = {
  type: "mock",
  requestTemplates: { "application/json": '{"statusCode":200}' },
  responses: { default: { statusCode: "200", responseTemplates: { "application/json": text } } },
};
const answering = (outcome: object): Asking => ({
  integration: { type: "aws_proxy", httpMethod: "POST", uri: invocation },
  outcome: { kind: "result", value: outcome } as FunctionOutcome,
});

/** Every integration, each answering with the text. */
const integrations: readonly [string, Asking][] = [
  ["a service behind HTTP_PROXY", { integration: httpProxy, answer: (_, response) => response.end(text) }],
  [
    "one that tells its length",
    {
      integration: httpProxy,
      answer: (_, response) => response.writeHead(200, { "content-length": text.length }).end(text),
    },
  ],
  [
    "a service behind HTTP",
    {
      integration: { ...http, responses: { default: { statusCode: "200" } } },
      responses,
      answer: (_, response) => response.end(text),
    },
  ],
  ["a proxy function", answering({ body: text })],
  ["MOCK", { integration: mock, responses }],
];

const bytesOf = ({ answer }: Awaited<ReturnType<typeof asked>>) => Buffer.from(answer.body, "latin1");

describe.each(integrations)("the answer of %s", (_what, asking) => {
  test("is compressed where the client accepts it", async () => {
    const zipped = await asked({ ...asking, ...compressedFrom(0), lines: gzip! });
    expect(zipped.answer).toMatchObject({ status: 200, headers: { "content-encoding": "gzip" } });
    expect(zipped.answer.headers["content-length"]).toBe(String(bytesOf(zipped).length));
    expect(String(gunzipSync(bytesOf(zipped)))).toBe(text);
    const deflated = await asked({ ...asking, ...compressedFrom(0), lines: deflate! });
    expect(deflated.answer.headers["content-encoding"]).toBe("deflate");
    expect(String(inflateSync(bytesOf(deflated)))).toBe(text);
  });

  test.each<[string, Partial<Asking>]>([
    ["by a client that says nothing", compressedFrom(0)],
    ["by one that takes anything", { ...compressedFrom(0), lines: ["Accept-Encoding: *"] }],
    ["by one that wants none", { ...compressedFrom(0), lines: ["Accept-Encoding: identity"] }],
    [
      "by one that likes another coding best",
      { ...compressedFrom(0), lines: ["Accept-Encoding: br", "Accept-Encoding: gzip"] },
    ],
    ["below the size", { ...compressedFrom(text.length + 1), lines: gzip! }],
    ["of an API that does not compress", { lines: gzip! }],
  ])("%s stays as it is", async (_why, more) => {
    const { answer } = await asked({ ...asking, ...more });
    expect(answer).toMatchObject({ status: 200, body: text });
    expect(answer.headers).not.toHaveProperty("content-encoding");
  });

  test("of exactly that size is compressed", async () => {
    const { answer } = await asked({ ...asking, ...compressedFrom(text.length), lines: gzip! });
    expect(answer.headers["content-encoding"]).toBe("gzip");
  });
});

describe("an answer that is compressed already", () => {
  const zipped = gzipSync(text);

  test("of a service goes on as it is", async () => {
    const answer: Asking["answer"] = (_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(zipped);
    const seen = await asked({ integration: httpProxy, answer, ...compressedFrom(0), lines: deflate! });
    expect([seen.answer.headers["content-encoding"], bytesOf(seen)]).toEqual(["gzip", zipped]);
  });

  test("of a function goes on as it is", async () => {
    const outcome = { headers: { "content-encoding": "gzip" }, body: zipped.toString("base64"), isBase64Encoded: true };
    const lines = [...deflate!, "Accept: application/x"];
    const binary = compressedFrom(0, { "x-amazon-apigateway-binary-media-types": ["application/x"] });
    const seen = await asked({ ...answering(outcome), ...binary, lines });
    expect([seen.answer.headers["content-encoding"], bytesOf(seen)]).toEqual(["gzip", zipped]);
  });
});

test("nothing stays nothing", async () => {
  const { answer } = await asked({ ...answering({ statusCode: 204 }), ...compressedFrom(0), lines: gzip! });
  expect(answer).toMatchObject({ status: 204, body: "" });
  expect(answer.headers).not.toHaveProperty("content-encoding");
});

test("the answer to a HEAD request has the service's length and no coding", async () => {
  const answer: Asking["answer"] = (_, response) => response.writeHead(200, { "content-length": 1_000 }).end();
  const integration = { ...httpProxy, httpMethod: "ANY" };
  const seen = await asked({ integration, method: "HEAD", answer, ...compressedFrom(0), lines: gzip! });
  expect(seen.answer.headers["content-length"]).toBe("1000");
  expect(seen.answer.headers).not.toHaveProperty("content-encoding");
});

test("refusals are not compressed", async () => {
  const seen = await asked({ ...answering({ statusCode: 42 }), ...compressedFrom(0), lines: gzip! });
  expect(seen.answer).toMatchObject({ status: 502, body: '{"message":"Internal server error"}' });
});

test("a stream is not compressed", async () => {
  const integration = { ...httpProxy, responseTransferMode: "STREAM" };
  const seen = await asked({
    integration,
    answer: (_, response) => response.end(text),
    ...compressedFrom(0),
    lines: gzip!,
  });
  expect(seen.answer).toMatchObject({ status: 200, body: text });
});

test("a service that breaks off in the middle is a failure, since nothing of its answer has gone out", async () => {
  const answer: Asking["answer"] = (_, response) => {
    response.writeHead(200, { "content-length": 1_000 });
    response.write(text, () => response.destroy());
  };
  const { answer: refused } = await asked({ integration: httpProxy, answer, ...compressedFrom(0), lines: gzip! });
  expect(refused).toMatchObject({ status: 504, body: '{"message":"Network error communicating with endpoint"}' });
});
