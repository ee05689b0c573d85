import type { FunctionOutcome } from "@gatehouse/lambda/functions/invoke-function.ts";
import { describe, expect, test } from "@jest/globals";
import { converse, raw } from "../../testing/raw-connection.ts";
import type { LambdaProxy } from "../api.ts";
import { startHttpApi } from "../testing/gateway.ts";
import { lambdaRoute } from "../testing/routes.ts";

interface Asked extends Partial<LambdaProxy> {
  readonly request?: string;
}

/** Sends one request to a function that ends in `outcome`. */
const asked = async (outcome: FunctionOutcome, { request, ...changes }: Asked = {}) => {
  const invoked: { arn: string; event: Record<string, unknown>; timeout: number }[] = [];
  const gateway = await startHttpApi({
    routes: [lambdaRoute("ANY /{proxy+}", { functionArn: "arn:${stageVariables.name}", ...changes })],
    stage: { variables: { name: "echo" } },
    invoke: async (arn, event, timeout) => {
      invoked.push({ arn, event: JSON.parse(JSON.stringify(event)), timeout });
      return outcome;
    },
  });
  try {
    const { answers, text } = await converse(gateway.port, request ?? raw("GET /x HTTP/1.1", "Host: gw"));
    return { answer: answers[0]!, text, ...invoked[0]! };
  } finally {
    await gateway.close();
  }
};

const result = (value: unknown): FunctionOutcome => ({ kind: "result", value });
const bad = {
  status: 500,
  body: '{"message":"Internal Server Error"}',
  headers: { "content-type": "application/json" },
};
const text = { "content-type": "text/plain; charset=utf-8" };
const json = { "content-type": "application/json" };

test("a function is asked by the ARN of the stage, for as long as the integration says", async () => {
  expect(await asked(result({ statusCode: 200 }), { timeout: 1234 })).toMatchObject({ arn: "arn:echo", timeout: 1234 });
});

describe("payload format 2.0: what a function returns, and what the client gets", () => {
  test.each<[string, unknown, object]>([
    ["an object", { message: "hi" }, { status: 200, headers: json, body: '{"message":"hi"}' }],
    ["a text", "hi", { status: 200, headers: json, body: "hi" }],
    ["a list", [1, "a"], { status: 200, headers: json, body: '[1,"a"]' }],
    ["a number", 7, { status: 200, headers: json, body: "7" }],
    ["null", null, { status: 200, headers: json, body: "null" }],
    ["nothing", undefined, { status: 200, headers: json, body: "null" }],
    [
      "headers without a status, which are the body",
      { headers: { a: "b" } },
      { status: 200, body: '{"headers":{"a":"b"}}' },
    ],
    ["a status alone", { statusCode: 201 }, { status: 201, body: "", headers: { "content-length": "0" } }],
    ["a status in a text", { statusCode: "202" }, { status: 202 }],
    ["a body", { statusCode: 200, body: "hé" }, { status: 200, headers: { ...text, "content-length": "3" } }],
    [
      "a type of its own",
      { statusCode: 200, headers: { "Content-Type": "text/html" }, body: "<p>" },
      { headers: { "content-type": "text/html" } },
    ],
    [
      "headers of all kinds",
      { statusCode: 200, headers: { A: true, b: 7, c: null } },
      { headers: { a: "true", b: "7" } },
    ],
    [
      "base64",
      { statusCode: 200, isBase64Encoded: true, body: "aGk=" },
      { body: "hi", headers: { "content-length": "2" } },
    ],
    [
      "a length that is not true",
      { statusCode: 200, headers: { "content-length": "99" }, body: "hi" },
      { body: "hi", headers: { "content-length": "2" } },
    ],
    [
      "a hop-by-hop header",
      { statusCode: 200, headers: { Connection: "close", a: "1" }, body: "" },
      { status: 200, headers: { a: "1" } },
    ],
    ["members that it does not know", { statusCode: 200, multiValueHeaders: { a: ["b"] } }, { status: 200 }],
    ["a status that is a word", { statusCode: "test" }, bad],
    ["a status that is none", { statusCode: 42 }, bad],
    ["an informational status", { statusCode: 101 }, bad],
    ["a body that is an object", { statusCode: 200, body: {} }, bad],
    ["a header that is a list", { statusCode: 200, headers: { a: [] } }, bad],
    ["a header with a line break", { statusCode: 200, headers: { a: "b\r\nc: d" } }, bad],
    ["a cookie with a line break", { statusCode: 200, cookies: ["a=b\r\nc: d"] }, bad],
    ["cookies that are a text", { statusCode: 200, cookies: "a=b" }, bad],
  ])("%s", async (_what, value, expected) => {
    expect((await asked(result(value))).answer).toMatchObject(expected);
  });

  test("each cookie has a header of its own", async () => {
    const { text: all } = await asked(result({ statusCode: 200, cookies: ["a=1; Secure", "b=2"] }));
    expect(all.match(/^set-cookie: .*$/gm)?.map((line) => line.trim())).toEqual([
      "set-cookie: a=1; Secure",
      "set-cookie: b=2",
    ]);
  });

  test("nothing without a type has none", async () => {
    expect(
      (await asked(result({ statusCode: 302, headers: { location: "/" } }))).answer.headers["content-type"],
    ).toBeUndefined();
  });
});

describe("payload format 1.0: what a function returns, and what the client gets", () => {
  test.each<[string, unknown, object]>([
    ["a status and a body", { statusCode: 201, body: "hi" }, { status: 201, headers: text, body: "hi" }],
    [
      "the same header in both maps",
      { statusCode: 200, headers: { a: "1" }, multiValueHeaders: { A: ["2", "3"] } },
      { headers: { a: "1" } },
    ],
    ["base64", { statusCode: 200, isBase64Encoded: true, body: "aGk=" }, { body: "hi" }],
    ["an unknown member", { statusCode: 200, wrongValue: 1 }, bad],
    ["cookies, which only 2.0 has", { statusCode: 200, cookies: ["a=b"] }, bad],
    ["a text", "hi", bad],
    ["null", null, bad],
    ["an object that is no answer", { message: "hi" }, bad],
  ])("%s", async (_what, value, expected) => {
    expect((await asked(result(value), { payloadFormatVersion: "1.0" })).answer).toMatchObject(expected);
  });
});

test.each<[FunctionOutcome, number, string]>([
  [{ kind: "error", errorMessage: "the password is hunter2", errorType: "Error" }, 500, "Internal Server Error"],
  [{ kind: "unavailable", reason: "no such function" }, 500, "Internal Server Error"],
  [{ kind: "timeout" }, 503, "Service Unavailable"],
])("%j", async (outcome, status, message) => {
  const { answer } = await asked(outcome);
  expect([answer.status, answer.body]).toEqual([status, JSON.stringify({ message })]);
  expect(Object.keys(answer.headers).filter((name) => name.startsWith("x-amz"))).toEqual([]);
});

describe("a body arrives", () => {
  const post = (type: string | null, body: string) =>
    raw(
      "POST /x HTTP/1.1",
      "Host: gw",
      ...(type === null ? [] : [`Content-Type: ${type}`]),
      `Content-Length: ${body.length}`,
    ) + body;
  test.each<[string | null, string, string | undefined, boolean]>([
    ["application/json; charset=utf-8", '{"a":1}', '{"a":1}', false],
    ["text/csv", "a,b", "a,b", false],
    ["application/xml", "<a/>", "<a/>", false],
    ["application/javascript", "1", "1", false],
    ["application/x-www-form-urlencoded", "a=b", "YT1i", true],
    ["application/problem+json", "{}", "e30=", true],
    ["application/octet-stream", "\u0000", "AA==", true],
    [null, "hi", "aGk=", true],
    ["application/json", "", undefined, false],
  ])("of type %s", async (type, body, expected, isBase64Encoded) => {
    const { event } = await asked(result({ statusCode: 200 }), { request: post(type, body) });
    expect([event.body, event.isBase64Encoded]).toEqual([expected, isBase64Encoded]);
  });
});
