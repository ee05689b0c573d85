import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import type { FunctionOutcome } from "@gatehouse/lambda/functions/invoke-function.ts";
import { describe, expect, test } from "@jest/globals";
import { startGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { openRoute, tokenAuthorizer } from "../testing/routes.ts";
import { invocation } from "./import/testing/definition.ts";
import { type Asking, asked } from "./integrations/testing/asked.ts";

const text = '{"name":"Rex","kind":"dog"}';
const wire = (bytes: Buffer) => bytes.toString("latin1");
const sent = (coding: string, bytes: Buffer | string, ...lines: readonly string[]): Partial<Asking> => ({
  lines: [`Content-Encoding: ${coding}`, "Content-Type: application/json", ...lines],
  body: typeof bytes === "string" ? bytes : wire(bytes),
});

const http = { httpMethod: "POST", connectionType: "VPC_LINK", connectionId: "l", uri: "http://trades/x" };
const toService: Asking = { integration: { type: "http_proxy", ...http } };
const toFunction: Asking = {
  integration: { type: "aws_proxy", httpMethod: "POST", uri: invocation },
  outcome: { kind: "result", value: { body: "done" } } as FunctionOutcome,
};
const toTemplate: Asking = {
  integration: {
    type: "http",
    ...http,
    requestTemplates: { "application/json": "$input.path('$.name')" },
    responses: { default: { statusCode: "200" } },
  },
  responses: { 200: { description: "" } },
};

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-make-request-with-compressed-payload.html
describe.each<[string, Partial<Asking>]>([
  ["gzip", sent("gzip", gzipSync(text))],
  ["GZIP", sent("GZIP", gzipSync(text))],
  ["deflate", sent("deflate", deflateSync(text))],
  ["identity", sent("identity", text)],
  ["no coding", { ...sent("", text), lines: ["Content-Type: application/json"] }],
])("a body of %s", (_coding, request) => {
  test("reaches a service as what it holds", async () => {
    const { answer, seen } = await asked({ ...toService, ...request });
    expect(answer.status).toBe(200);
    expect(seen).toMatchObject({ body: text, headers: { "content-length": String(text.length) } });
    expect(seen?.headers).not.toHaveProperty("content-encoding");
  });

  test("is in the event of a function as what it holds", async () => {
    const { events } = await asked({ ...toFunction, ...request });
    expect(events).toEqual([expect.objectContaining({ body: text, isBase64Encoded: false })]);
  });

  test("can be read by a template", async () => {
    expect((await asked({ ...toTemplate, ...request })).seen?.body).toBe("Rex");
  });
});

test("a compressed body in chunks goes on with its length", async () => {
  const zipped = wire(gzipSync(text));
  const body = `${zipped.length.toString(16)}\r\n${zipped}\r\n0\r\n\r\n`;
  const gateway = await startGateway({
    folder: "/nowhere",
    routes: [{ ...openRoute, resource: "/", method: "POST", integration: proxyFunction }],
    invoke: async (_arn, event) => ({ kind: "result", value: { body: (event as { body: string }).body } }),
  });
  const head = raw("POST / HTTP/1.1", "Host: gw", "Transfer-Encoding: chunked", "Content-Encoding: gzip");
  const { answers } = await converse(gateway.port, head + body);
  await gateway.close();
  expect(answers[0]).toMatchObject({ status: 200, body: text });
});

const proxyFunction = {
  type: "AWS_PROXY" as const,
  functionArn: "arn:aws:lambda:us-east-1:000000000000:function:f",
  transferMode: "BUFFERED" as const,
  timeout: 29_000,
};

test("a body that holds nothing is none", async () => {
  const { answer, seen } = await asked({ ...toService, ...sent("gzip", gzipSync("")) });
  expect([answer.status, seen?.body, seen?.headers["content-length"]]).toEqual([200, "", "0"]);
});

test("a coding without a body is no matter", async () => {
  const { answer } = await asked({ ...toService, lines: ["Content-Encoding: br"] });
  expect(answer.status).toBe(200);
});

test("a function is told the coding that the body had, as AWS's table of headers has it", async () => {
  const { events } = await asked({ ...toFunction, ...sent("gzip", gzipSync(text)) });
  expect(events).toEqual([
    expect.objectContaining({ headers: expect.objectContaining({ "Content-Encoding": "gzip" }) }),
  ]);
});

const unsupported = { status: 415, body: '{"message":"Unsupported Media Type"}' };

test.each<[string, Partial<Asking>]>([
  ["brotli", sent("br", brotliCompressSync(text))],
  ["a coding that nobody knows", sent("x-own", text)],
  ["two codings", sent("gzip, gzip", gzipSync(gzipSync(text)))],
  ["two codings on two lines", sent("deflate", gzipSync(deflateSync(text)), "Content-Encoding: gzip")],
  ["an empty name", sent("", text)],
  ["no gzip under that name", sent("gzip", text)],
  ["deflate under the name of gzip", sent("gzip", deflateSync(text))],
  ["deflate without its frame", sent("deflate", deflateRawSync(text))],
  ["gzip that breaks off", sent("gzip", gzipSync(text).subarray(0, -4))],
])("%s is refused, and no service is asked", async (_what, request) => {
  const { answer, seenAll } = await asked({ ...toService, ...request });
  expect([answer, seenAll]).toMatchObject([unsupported, []]);
  expect(answer.headers["x-amzn-errortype"]).toBe("BadRequestException");
});

const largest = 10_485_760;

test.each([
  [largest, 200],
  [largest + 1, 413],
])("a small body that holds %i bytes is a %i", async (size, status) => {
  const { answer, seenAll } = await asked({ ...toService, ...sent("gzip", gzipSync(Buffer.alloc(size))) });
  expect([answer.status, seenAll.length]).toEqual([status, status === 200 ? 1 : 0]);
});

test("nobody unpacks the body of a client that may not ask", async () => {
  const gateway = await startGateway({
    folder: "/nowhere",
    routes: [{ ...openRoute, resource: "/", method: "POST", authorizer: tokenAuthorizer, integration: proxyFunction }],
  });
  const post = async (...lines: readonly string[]) => {
    const head = raw("POST / HTTP/1.1", "Host: gw", "Content-Encoding: gzip", "Content-Length: 5", ...lines);
    return (await converse(gateway.port, `${head}hello`)).answers[0]?.status;
  };
  expect([await post(), await post("Authorization: Bearer alice")]).toEqual([401, 415]);
  await gateway.close();
});
