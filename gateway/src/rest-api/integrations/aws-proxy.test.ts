import type { FunctionOutcome, InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { describe, expect, test } from "@jest/globals";
import { startGateway } from "../../testing/gateway.ts";
import { converse, raw } from "../../testing/raw-connection.ts";
import { openRoute, tokenAuthorizer } from "../../testing/routes.ts";

const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:${stageVariables.tradesHost}";
const route = (authorizer: typeof tokenAuthorizer | null, resource = "/things/{id}") => ({
  ...openRoute,
  resource,
  method: "ANY",
  authorizer,
  integration: { type: "AWS_PROXY" as const, functionArn, transferMode: "BUFFERED" as const, timeout: 29_000 },
});

interface Asked {
  readonly binaryMediaTypes?: readonly string[];
  readonly request?: string;
  readonly guarded?: boolean;
}

const bearer =
  (outcome: FunctionOutcome, events: unknown[]): InvokeFunction =>
  async (arn, event) => {
    if (arn !== tokenAuthorizer.functionArn) {
      events.push(arn, JSON.parse(JSON.stringify(event)));
      return outcome;
    }
    const policyDocument = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
    return {
      kind: "result",
      value: { principalId: "alice", policyDocument, context: { n: 1, b: true, email: "a@b" } },
    };
  };

/** Sends one request to a function that ends in `outcome`, and gives back the answer and the function's event. */
const asked = async (outcome: FunctionOutcome, { binaryMediaTypes = [], request, guarded = false }: Asked = {}) => {
  const events: unknown[] = [];
  const gateway = await startGateway({
    folder: "/nowhere",
    routes: [route(guarded ? tokenAuthorizer : null)],
    binaryMediaTypes,
    invoke: bearer(outcome, events),
  });
  try {
    const { answers } = await converse(gateway.port, request ?? raw("GET /things/1 HTTP/1.1", "Host: gw"));
    return { answer: answers[0]!, arn: events[0], event: events[1] as Record<string, unknown> };
  } finally {
    await gateway.close();
  }
};

const result = (value: unknown): FunctionOutcome => ({ kind: "result", value });
const bad = { status: 502, body: '{"message":"Internal server error"}' };

describe("case 22: what a function returns, and what the client gets", () => {
  test.each<[string, unknown, object]>([
    ["nothing but a status", { statusCode: 200 }, { status: 200, body: "" }],
    ["nothing at all", {}, { status: 200, body: "", headers: { "content-type": "application/json" } }],
    ["headers alone", { headers: { "X-A": "1" } }, { status: 200, headers: { "x-a": "1" } }],
    ["a status in a string", { statusCode: "201" }, { status: 201 }],
    ["a status that is a word", { statusCode: "test" }, bad],
    ["a status that is none", { statusCode: 42 }, bad],
    ["an informational status", { statusCode: 101 }, bad],
    ["an unknown member", { statusCode: 200, wrongValue: 1 }, bad],
    ["cookies, which only HTTP APIs have", { cookies: ["a=b"] }, bad],
    ["a bare string", "hello", bad],
    ["null", null, bad],
    ["a list", [], bad],
    ["nothing defined", undefined, bad],
    ["a string among multi-value headers", { multiValueHeaders: { h: "str" } }, bad],
    ["a header that is an object", { headers: { h: {} } }, bad],
    ["a header with a line break", { headers: { h: "a\r\nSet-Cookie: x" } }, bad],
    ["a header's name that is none", { headers: { "a b": "c" } }, bad],
    ["a body that is an object", { body: { a: 1 } }, bad],
    ["a header that is true", { headers: { h: true, n: 7 } }, { status: 200, headers: { h: "true", n: "7" } }],
    ["headers that are null", { statusCode: 200, headers: null, body: null }, { status: 200, body: "" }],
    ["a body", { body: "hé" }, { status: 200, headers: { "content-length": "3" } }],
    [
      "its own type",
      { headers: { "content-type": "text/html" }, body: "<p>" },
      { headers: { "content-type": "text/html" }, body: "<p>" },
    ],
    ["base64 for a client that takes no binary", { body: "aGk=", isBase64Encoded: true }, { body: "aGk=" }],
    [
      "headers that the gateway sets itself",
      {
        headers: { "x-amzn-RequestId": "mine", Date: "then", Connection: "close", "Content-Length": "99" },
        body: "hi",
      },
      {
        body: "hi",
        headers: {
          "x-amzn-remapped-x-amzn-requestid": "mine",
          "x-amzn-remapped-date": "then",
          "x-amzn-remapped-content-length": "99",
          "content-length": "2",
        },
      },
    ],
  ])("%s", async (_what, value, expected) => {
    const { answer } = await asked(result(value));
    expect(answer).toMatchObject(expected);
    if (answer.status === 502) expect(answer.headers["x-amzn-errortype"]).toBe("InternalServerErrorException");
    else expect(answer.headers["x-amzn-trace-id"]).toMatch(/^Root=1-/);
  });

  test.each<[FunctionOutcome, number, string]>([
    [{ kind: "error", errorMessage: "the password is hunter2", errorType: "Error" }, 502, "Internal server error"],
    [{ kind: "timeout" }, 504, "Endpoint request timed out"],
    [{ kind: "unavailable", reason: "no such function" }, 500, "Internal server error"],
  ])("%j", async (outcome, status, message) => {
    const { answer } = await asked(outcome);
    expect([answer.status, answer.body]).toEqual([status, JSON.stringify({ message })]);
    expect(answer.headers["x-amzn-errortype"]).toBe("InternalServerErrorException");
  });

  test("a header in both maps has the values of both; an equal one counts once", async () => {
    const events: unknown[] = [];
    const outcome = result({
      multiValueHeaders: { "X-Both": ["multi"], "Set-Cookie": ["a=1", "b=2"] },
      headers: { "x-both": "solo", "set-cookie": "a=1" },
    });
    const gateway = await startGateway({ folder: "/nowhere", routes: [route(null)], invoke: bearer(outcome, events) });
    const answer = await fetch(`${gateway.url}/things/1`);
    expect(answer.headers.get("x-both")).toBe("multi, solo");
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    const { text } = await converse(gateway.port, raw("GET /things/1 HTTP/1.1", "Host: gw"));
    expect(text.match(/x-both/gi)).toEqual(["X-Both", "X-Both"]);
    await gateway.close();
  });

  test("a HEAD request gets the length and no body", async () => {
    const { answer } = await asked(result({ body: "hello" }), { request: raw("HEAD /things/1 HTTP/1.1", "Host: gw") });
    expect(answer).toMatchObject({ status: 200, headers: { "content-length": "5" }, body: "" });
  });
});

describe("binary media types", () => {
  test.each([
    ["*/*", "image/png", "hi"],
    ["image/png", "image/png", "hi"],
    ["image/*", "image/png, text/html", "hi"],
    ["image/png", "text/html, image/png", "aGk="],
    ["image/png", null, "aGk="],
    ["*/*", null, "hi"],
  ])("%s decode the answer to Accept: %s into %s", async (type, accept, body) => {
    const lines = accept === null ? [] : [`Accept: ${accept}`];
    const { answer } = await asked(result({ body: "aGk=", isBase64Encoded: true }), {
      binaryMediaTypes: [type],
      request: raw("GET /things/1 HTTP/1.1", "Host: gw", ...lines),
    });
    expect(answer.body).toBe(body);
  });

  test.each([
    ["image/png", "image/png; q=1", "/9gA", true],
    ["image/png", "text/plain", "text", false],
    ["*/*", "text/plain", "dGV4dA==", true],
  ])("%s encode a request of type %s", async (type, contentType, body, isBase64Encoded) => {
    const bytes = body === "/9gA" ? "\xff\xd8\x00" : "text";
    const head = raw(
      "POST /things/1 HTTP/1.1",
      "Host: gw",
      `Content-Type: ${contentType}`,
      `Content-Length: ${bytes.length}`,
    );
    const { event } = await asked(result({}), { binaryMediaTypes: [type], request: head + bytes });
    expect(event).toMatchObject({ body, isBase64Encoded });
  });
});

describe("the event of a function", () => {
  const request = `${raw(
    "POST /things/a%2Fb/?q=1&q=two+words&%C3%BC=%26 HTTP/1.1",
    "Host: gw:8080",
    "Authorization: Bearer alice",
    "X-Twice: 1",
    "x-twice: 2",
    "X-User-Id: evil",
    "Content-MD5: x",
    "Content-Type: application/json",
    "Content-Length: 7",
  )}{"a":1}`;

  test("is the recorded one of API Gateway", async () => {
    const { arn, event } = await asked(result({}), { request, guarded: true });
    expect(arn).toBe("arn:aws:lambda:us-east-1:000000000000:function:trades");
    const headers = {
      Host: "gw:8080",
      Authorization: "Bearer alice",
      "X-Twice": "2",
      "Content-Type": "application/json",
      "X-Amzn-Trace-Id": expect.stringMatching(/^Root=1-/),
      "X-Forwarded-For": "127.0.0.1",
      "X-Forwarded-Port": "8080",
      "X-Forwarded-Proto": "http",
    };
    expect(event).toEqual({
      resource: "/things/{id}",
      path: "/things/a%2Fb/",
      httpMethod: "POST",
      headers,
      multiValueHeaders: {
        ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
        "X-Twice": ["1", "2"],
      },
      queryStringParameters: { q: "two words", ü: "&" },
      multiValueQueryStringParameters: { q: ["1", "two words"], ü: ["&"] },
      pathParameters: { id: "a%2Fb" },
      stageVariables: { tradesHost: "trades" },
      requestContext: {
        resourceId: expect.stringMatching(/^[a-z0-9]{6}$/),
        authorizer: { principalId: "alice", integrationLatency: expect.any(Number), n: "1", b: "true", email: "a@b" },
        resourcePath: "/things/{id}",
        httpMethod: "POST",
        extendedRequestId: expect.stringMatching(/=$/),
        requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        path: "/things/a%2Fb/",
        accountId: "000000000000",
        protocol: "HTTP/1.1",
        stage: "local",
        domainPrefix: "gw",
        requestTimeEpoch: expect.any(Number),
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        identity: {
          cognitoIdentityPoolId: null,
          accountId: null,
          cognitoIdentityId: null,
          caller: null,
          sourceIp: "127.0.0.1",
          principalOrgId: null,
          accessKey: null,
          cognitoAuthenticationType: null,
          cognitoAuthenticationProvider: null,
          userArn: null,
          userAgent: null,
          user: null,
        },
        domainName: "gw:8080",
        deploymentId: expect.stringMatching(/^[a-z0-9]{6}$/),
        apiId: "gatehouse0",
      },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
  });

  test("has null for what is empty, and no authorizer on an open route", async () => {
    const { event } = await asked(result({}));
    expect(event).toMatchObject({ queryStringParameters: null, multiValueQueryStringParameters: null, body: null });
    expect(event.requestContext).not.toHaveProperty("authorizer");
  });

  test("holds no body of more than ten megabytes", async () => {
    const { answer, event } = await asked(result({}), {
      request: raw("POST /things/1 HTTP/1.1", "Host: gw", "Content-Length: 10485761"),
    });
    expect([answer.status, event]).toEqual([413, undefined]);
  });

  /** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB, each byte of the event counted. */
  test.each<[what: string, size: number, status: number]>([
    ["just below the limit of Lambda", 6 * 1024 * 1024 - 3_000, 200],
    ["that the rest of the event takes over the limit of Lambda", 6 * 1024 * 1024 - 300, 413],
  ])("is asked about with a body %s or not", async (_what, size, status) => {
    const request = `${raw("POST /things/1 HTTP/1.1", "Host: gw", `Content-Length: ${size}`)}${"x".repeat(size)}`;
    const { answer, arn } = await asked(result({}), { request });
    expect([answer.status, arn !== undefined]).toEqual([status, status === 200]);
    if (status === 413) expect(answer.body).toBe('{"message":"Request Too Long"}');
  });
});
