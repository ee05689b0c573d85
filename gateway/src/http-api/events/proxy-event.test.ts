import { describe, expect, test } from "@jest/globals";
import type { ApiRequest } from "../../request/client-request.ts";
import type { Authorization, Exchange } from "../exchange.ts";
import type { Mapped } from "../mapping/mapped.ts";
import { exchangeOf, requestOf, stage } from "../testing/exchange.ts";
import { proxyEvent1 } from "./proxy-event-1.ts";
import { proxyEvent2 } from "./proxy-event-2.ts";

const mapped = (request: Partial<ApiRequest> = {}, more: Partial<Exchange> = {}): Mapped => {
  const exchange = exchangeOf({ request: requestOf(request), ...more });
  return { ...exchange, headers: exchange.request.headers, query: exchange.request.query, path: null };
};

/** As JSON: what a function gets to see, with its members in order. */
const seen = (event: object) => JSON.parse(JSON.stringify(event));

const recorded: Partial<ApiRequest> = {
  headers: [
    ["Authorization", "Bearer foo"],
    ["Content-Length", "0"],
    ["Host", "lsw1ro4ipb.execute-api.eu-west-1.amazonaws.com"],
    ["User-Agent", "HTTPie/3.2.2"],
    ["X-Amzn-Trace-Id", "Root=1-667054e7-2a"],
    ["X-Forwarded-For", "15.248.3.126"],
    ["X-Forwarded-Port", "443"],
    ["X-Forwarded-Proto", "https"],
  ],
};

const lambda = (context: Record<string, unknown> | null): Authorization => ({
  kind: "lambda",
  principalId: "user",
  context,
});
const jwt = (scopes: string[] | null): Authorization => ({ kind: "jwt", claims: { sub: "alice" }, scopes });
const iam: Authorization = {
  kind: "iam",
  accessKey: "AKIA",
  accountId: "123456789012",
  callerId: "AIDA",
  cognitoIdentity: null,
  principalOrgId: null,
  userArn: "arn:aws:iam::123456789012:user/alice",
  userId: "AIDA",
};

describe("format 2.0", () => {
  test("is as recorded on AWS, member by member and in order", () => {
    const event = seen(proxyEvent2(mapped(recorded, { authorization: lambda(null) }), Buffer.alloc(0)));
    expect(JSON.stringify(event)).toBe(
      JSON.stringify({
        version: "2.0",
        routeKey: "POST /lambda",
        rawPath: "/lambda",
        rawQueryString: "",
        headers: {
          authorization: "Bearer foo",
          "content-length": "0",
          host: "lsw1ro4ipb.execute-api.eu-west-1.amazonaws.com",
          "user-agent": "HTTPie/3.2.2",
          "x-amzn-trace-id": "Root=1-667054e7-2a",
          "x-forwarded-for": "15.248.3.126",
          "x-forwarded-port": "443",
          "x-forwarded-proto": "https",
        },
        requestContext: {
          accountId: "123456789012",
          apiId: "lsw1ro4ipb",
          authorizer: { lambda: null },
          domainName: "lsw1ro4ipb.execute-api.eu-west-1.amazonaws.com",
          domainPrefix: "lsw1ro4ipb",
          http: {
            method: "POST",
            path: "/lambda",
            protocol: "HTTP/1.1",
            sourceIp: "15.248.3.126",
            userAgent: "HTTPie/3.2.2",
          },
          requestId: "ZhNHJhhLjoEEPiw=",
          routeKey: "POST /lambda",
          stage: "$default",
          time: "17/Jun/2024:15:52:39 +0000",
          timeEpoch: 1718639559080,
        },
        isBase64Encoded: false,
      }),
    );
  });

  test("leaves out what is empty, and has the rest in order", () => {
    const request: Partial<ApiRequest> = {
      path: "/users/7",
      fullPath: "/test/users/7",
      query: "a=1&a=2&b=%20",
      headers: [
        ["Cookie", "c=1; d=2"],
        ["X-A", "1"],
        ["x-a", "2"],
        ["Content-Type", "text/plain"],
      ],
    };
    const more = { pathParameters: { id: "7" }, stage: { ...stage, name: "test", variables: { v: "1" } } };
    const event = seen(proxyEvent2(mapped(request, more), Buffer.from("hi")));
    expect(Object.keys(event)).toEqual([
      "version",
      "routeKey",
      "rawPath",
      "rawQueryString",
      "cookies",
      "headers",
      "queryStringParameters",
      "requestContext",
      "body",
      "pathParameters",
      "isBase64Encoded",
      "stageVariables",
    ]);
    expect(event).toMatchObject({
      rawPath: "/test/users/7",
      rawQueryString: "a=1&a=2&b=%20",
      cookies: ["c=1", "d=2"],
      headers: { "x-a": "1,2", "content-type": "text/plain" },
      queryStringParameters: { a: "1,2", b: " " },
      body: "hi",
      pathParameters: { id: "7" },
      stageVariables: { v: "1" },
    });
    expect(event.headers.cookie).toBeUndefined();
    expect(event.requestContext.authorizer).toBeUndefined();
  });

  test("has what mappings made of headers and query", () => {
    const event = seen(
      proxyEvent2({ ...mapped({ query: "a=1" }), headers: [["x-b", "2"]], query: "c=3" }, Buffer.alloc(0)),
    );
    expect(event).toMatchObject({ headers: { "x-b": "2" }, rawQueryString: "c=3", queryStringParameters: { c: "3" } });
  });

  test.each<[Authorization, unknown]>([
    [
      lambda({ n: 1, b: true, list: ["x"], map: { k: "v" } }),
      { lambda: { n: 1, b: true, list: ["x"], map: { k: "v" } } },
    ],
    [jwt(null), { jwt: { claims: { sub: "alice" }, scopes: null } }],
    [jwt(["a"]), { jwt: { claims: { sub: "alice" }, scopes: ["a"] } }],
    [
      iam,
      {
        iam: {
          accessKey: "AKIA",
          accountId: "123456789012",
          callerId: "AIDA",
          cognitoIdentity: null,
          principalOrgId: null,
          userArn: "arn:aws:iam::123456789012:user/alice",
          userId: "AIDA",
        },
      },
    ],
  ])("authorizer: %j", (authorization, expected) => {
    const event = seen(proxyEvent2(mapped({}, { authorization }), Buffer.alloc(0)));
    expect(JSON.stringify(event.requestContext.authorizer)).toBe(JSON.stringify(expected));
  });
});

describe("format 1.0", () => {
  test("has null for what is empty (the guide's example)", () => {
    const event = seen(proxyEvent1(mapped({ headers: [] }), Buffer.alloc(0)));
    expect(event).toMatchObject({
      version: "1.0",
      resource: "/lambda",
      path: "/lambda",
      httpMethod: "POST",
      headers: null,
      multiValueHeaders: null,
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
    });
    expect(event.requestContext).toMatchObject({ authorizer: { claims: null, scopes: null }, resourceId: null });
  });

  test("has all values, and the last of them", () => {
    const request: Partial<ApiRequest> = {
      query: "a=1&a=2",
      headers: [
        ["X-A", "1"],
        ["x-a", "2"],
      ],
    };
    expect(seen(proxyEvent1(mapped(request), Buffer.from("\u0000")))).toMatchObject({
      headers: { "x-a": "2" },
      multiValueHeaders: { "x-a": ["1", "2"] },
      queryStringParameters: { a: "2" },
      multiValueQueryStringParameters: { a: ["1", "2"] },
      body: "AA==",
      isBase64Encoded: true,
    });
  });

  test.each<[Authorization, unknown]>([
    [lambda({ n: 1 }), { n: 1, principalId: "user" }],
    [lambda(null), { principalId: "user" }],
    [jwt(["a"]), { claims: { sub: "alice" }, scopes: ["a"] }],
  ])("authorizer: %j", (authorization, expected) => {
    expect(seen(proxyEvent1(mapped({}, { authorization }), Buffer.alloc(0))).requestContext.authorizer).toEqual(
      expected,
    );
  });
});
