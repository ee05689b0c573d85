import { describe, expect, test } from "@jest/globals";
import { type Call, type Ended, type Facts, noFacts, type Took } from "../facts/facts.ts";
import { accessLogFormat } from "./format.ts";

const took = (status: number, error: string | null = null): Took => ({ started: 0, latency: 3.4, status, error });
const call: Call = {
  ...took(201),
  to: "http://trades",
  latency: 12.6,
  integrationStatus: 200,
  requestId: "b-1",
};

const context: Readonly<Record<string, string>> = {
  requestId: "141d6671-99b4-40ca-9997-7a22f01eac74",
  extendedRequestId: "ZhFsxGQDDoEEMig=",
  requestTime: "17/Jun/2024:15:02:03 +0000",
  "identity.sourceIp": "15.248.3.126",
  httpMethod: "GET",
  resourcePath: "/trades/{tradeId}",
  routeKey: "GET /trades/{tradeId}",
  protocol: "HTTP/1.1",
  "authorizer.desk": "rates",
  "authorizer.claims.cognito:groups": "[a b]",
  "authorizer.integrationLatency": "0",
};

const ended = (facts: Partial<Facts> = {}): Ended => ({
  facts: { ...noFacts(), context: (name) => context[name], responseLength: 42, calls: { integration: call }, ...facts },
  status: 200,
  latency: 20.2,
  requestLength: 8,
});

const lineOf = (format: string, kind: "REST" | "HTTP" = "REST", about = ended()) => {
  const read = accessLogFormat(format, kind);
  if ("faults" in read) throw new Error(read.faults.join("; "));
  return read.format(about);
};
const faultsOf = (format: string, kind: "REST" | "HTTP" = "REST") => {
  const read = accessLogFormat(format, kind);
  return "faults" in read ? read.faults : [];
};

// The formats that AWS shows: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
test.each([
  [
    "CLF",
    '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId',
    '15.248.3.126 - - [17/Jun/2024:15:02:03 +0000] "GET /trades/{tradeId} HTTP/1.1" 200 42 141d6671-99b4-40ca-9997-7a22f01eac74 ZhFsxGQDDoEEMig=',
  ],
  [
    "JSON",
    '{ "extendedRequestId": "$context.extendedRequestId", "ip": "$context.identity.sourceIp", "user":"$context.identity.user", "status":"$context.status", "desk": "$context.authorizer.desk" }\n',
    '{ "extendedRequestId": "ZhFsxGQDDoEEMig=", "ip": "15.248.3.126", "user":"-", "status":"200", "desk": "rates" }',
  ],
  [
    "XML",
    '<request id="$context.requestId"><ip>$context.identity.sourceIp</ip><caller>$context.identity.caller</caller></request>',
    '<request id="141d6671-99b4-40ca-9997-7a22f01eac74"><ip>15.248.3.126</ip><caller>-</caller></request>',
  ],
  [
    "CSV",
    "$context.identity.sourceIp,$context.requestTime,$context.httpMethod,$context.status,$context.requestId",
    "15.248.3.126,17/Jun/2024:15:02:03 +0000,GET,200,141d6671-99b4-40ca-9997-7a22f01eac74",
  ],
])("the common format %s", (_name, format, line) => {
  expect(lineOf(format)).toBe(line);
});

test("the JSON format of HTTP APIs", () => {
  const format =
    '{"requestId":"$context.requestId","routeKey":"$context.routeKey","status":"$context.status","responseLength":"$context.responseLength"}';
  expect(JSON.parse(lineOf(format, "HTTP"))).toEqual({
    requestId: context.requestId,
    routeKey: "GET /trades/{tradeId}",
    status: "200",
    responseLength: "42",
  });
});

describe("variables that only access logs have", () => {
  const all = ended({
    steps: { authorizer: took(200), authorize: took(403, "not authorized") },
    calls: { authorizer: { ...call, requestId: "a-1" }, integration: { ...call, error: "refused" } },
  });
  test.each([
    ["responseLatency", "20", "20"],
    ["integrationLatency", "13", "13"],
    ["integration.latency", "13", "13"],
    ["integration.status", "201", "201"],
    ["integration.integrationStatus", "200", "200"],
    ["integration.error", "refused", "refused"],
    ["integrationErrorMessage", "refused", "refused"],
    ["integration.requestId", "b-1", "b-1"],
    ["awsEndpointRequestId", "b-1", "b-1"],
    ["integrationStatus", "200", "201"],
    ["authorizer.status", "200", null],
    ["authorizer.latency", "3", null],
    ["authorizer.integrationLatency", "13", null],
    ["authorizer.integrationStatus", "200", null],
    ["authorizer.requestId", "a-1", null],
    ["authorize.status", "403", null],
    ["authorize.error", "not authorized", null],
    ["authenticate.status", "-", null],
    ["waf.status", "-", null],
    ["wafResponseCode", "-", null],
    ["webaclArn", "-", null],
    ["identity.clientCert.validity.notAfter", "-", "-"],
    ["dataProcessed", null, "50"],
  ])("%s is %s in REST APIs and %s in HTTP APIs", (name, rest, http) => {
    for (const [kind, value] of [
      ["REST", rest],
      ["HTTP", http],
    ] as const)
      if (value !== null) expect(lineOf(`$context.requestId $context.${name}`, kind, all)).toMatch(` ${value}`);
  });

  test("of an authorizer whose answer was cached", () => {
    const cached = ended({ steps: { authorizer: took(200) }, calls: {} });
    const format = "$context.requestId $context.authorizer.integrationLatency $context.authorizer.integrationStatus";
    expect(lineOf(format, "REST", cached)).toBe(`${context.requestId} 0 -`);
  });
});

test("what follows a variable stays", () => {
  expect(lineOf("$context.requestId. $context.status:$context.status-$context.status $5 $ €")).toBe(
    `${context.requestId}. 200:200-200 $5 $ €`,
  );
  expect(lineOf("$context.requestId $context.authorizer.claims.cognito:groups: x", "HTTP")).toMatch(/ \[a b\]: x$/);
});

test("a request that came to no answer has no status", () => {
  expect(lineOf("$context.requestId $context.status", "REST", { ...ended(), status: null })).toMatch(/ -$/);
});

test.each([
  ["a line break", "Mozilla\r\n200 root", "Mozilla\\u000d\\u000a200 root"],
  ["a terminal's control sequence", "\u001b[2Jx", "\\u001b[2Jx"],
  ["a control of eight bits", "\u009b2Jx", "\\u009b2Jx"],
  ["a separator that some readers break lines at", "a\u2028b", "a\\u2028b"],
  ["a backspace", "a\bb\u007f", "a\\u0008b\\u007f"],
])("a value with %s does not break the line", (_what, value, shown) => {
  const about = ended({ context: (name) => (name === "identity.userAgent" ? value : context[name]) });
  const line = lineOf('{"id":"$context.requestId","agent":"$context.identity.userAgent"}', "REST", about);
  expect(line).toBe(`{"id":"${context.requestId}","agent":"${shown}"}`);
  expect(JSON.parse(line).agent).toBe(value);
});

describe("a format is refused", () => {
  test.each([
    ["of two lines", "$context.requestId\n$context.status", "REST", ["expected a single line"]],
    ["without an id", "$context.status", "REST", ["expected $context.requestId or $context.extendedRequestId in it"]],
    [
      "with variables that there are not",
      "$context.requestId $context.staus $context.authorizer.claims $context.staus",
      "REST",
      ["$context.staus is no variable of access logs of REST APIs"],
    ],
    [
      "with a variable of the other kind",
      "$context.requestId $context.routeKey",
      "REST",
      ["$context.routeKey is no variable of access logs of REST APIs"],
    ],
    [
      "with a variable of the other kind",
      "$context.requestId $context.resourcePath $context.waf.status",
      "HTTP",
      [
        "$context.resourcePath is no variable of access logs of HTTP APIs",
        "$context.waf.status is no variable of access logs of HTTP APIs",
      ],
    ],
    [
      "with other variables",
      "$context.requestId $input.body ${context.status} $stageVariables.x",
      "REST",
      [
        "expected $context variables alone, received $input.body",
        "expected $context variables alone, received ${context.status",
        "expected $context variables alone, received $stageVariables.x",
      ],
    ],
    [
      "of more than 3 KB",
      `$context.requestId ${"x".repeat(3072)}`,
      "HTTP",
      ["expected 3072 bytes at most, received 3091"],
    ],
  ] as const)("%s: %s", (_what, format, kind, faults) => {
    expect(faultsOf(format, kind)).toEqual(faults);
  });

  test.each([
    ["of one line", "$context.requestId\n", "REST"],
    ["with the other id", "$context.extendedRequestId", "REST"],
    ["of 3 KB", `$context.requestId ${"x".repeat(3072 - 19)}`, "HTTP"],
    ["of more than 3 KB for a REST API", `$context.requestId ${"x".repeat(3072)}`, "REST"],
    ["without an id for an HTTP API", "$context.status", "HTTP"],
  ] as const)("but not %s", (_what, format, kind) => {
    expect(faultsOf(format, kind)).toEqual([]);
  });
});
