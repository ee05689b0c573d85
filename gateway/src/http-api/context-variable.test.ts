import { describe, expect, test } from "@jest/globals";
import { contextVariable, isAnswerVariable, isContextVariable } from "./context-variable.ts";
import type { Authorization } from "./exchange.ts";
import { Refusal } from "./refusal.ts";
import { exchangeOf, requestOf } from "./testing/exchange.ts";

const lambda = (context: Record<string, unknown> | null, principalId: string | null = null): Authorization => ({
  kind: "lambda",
  principalId,
  context,
});
const jwt: Authorization = { kind: "jwt", claims: { sub: "alice", "cognito:groups": "[a b]" }, scopes: null };
const iam: Authorization = {
  kind: "iam",
  accessKey: "AKIA",
  accountId: "123456789012",
  callerId: "AIDA:s",
  principalOrgId: null,
  userArn: "arn:aws:iam::123456789012:user/alice",
  userId: "AIDA",
  cognitoIdentity: null,
};

test.each([
  ["requestId", "ZhNHJhhLjoEEPiw="],
  ["extendedRequestId", "ZhNHJhhLjoEEPiw="],
  ["routeKey", "POST /lambda"],
  ["httpMethod", "POST"],
  ["path", "/test/lambda"],
  ["customDomain.basePathMatched", undefined],
  ["domainName", "lsw1ro4ipb.execute-api.eu-west-1.amazonaws.com"],
  ["domainPrefix", "lsw1ro4ipb"],
  ["stage", "$default"],
  ["identity.sourceIp", "15.248.3.126"],
  ["identity.userAgent", "HTTPie/3.2.2"],
  ["requestTime", "17/Jun/2024:15:52:39 +0000"],
  ["requestTimeEpoch", "1718639559080"],
  ["authorizer.claims.sub", undefined],
  ["integration.status", undefined],
  ["nothing.of.the.kind", undefined],
])("$context.%s is %s", (name, value) => {
  const request = requestOf({ fullPath: "/test/lambda" });
  expect(contextVariable(name, exchangeOf({ request }))).toBe(value);
});

describe("of the authorizer", () => {
  test.each<[string, Authorization | null, string | undefined]>([
    ["authorizer.key", lambda({ key: "value" }), "value"],
    ["authorizer.numKey", lambda({ numKey: 1 }), "1"],
    ["authorizer.boolKey", lambda({ boolKey: true }), "true"],
    ["authorizer.arrayKey", lambda({ arrayKey: ["a", "b"] }), '["a","b"]'],
    ["authorizer.gone", lambda({ gone: null }), undefined],
    ["authorizer.toString", lambda({}), undefined],
    ["authorizer.key", lambda(null), undefined],
    ["authorizer.principalId", lambda(null, "user"), "user"],
    ["authorizer.principalId", lambda({ principalId: "spoofed" }), undefined],
    ["authorizer.claims.sub", jwt, "alice"],
    ["authorizer.claims.cognito:groups", jwt, "[a b]"],
    ["authorizer.sub", jwt, undefined],
    ["authorizer.claims.sub", lambda({ claims: { sub: "alice" } }), undefined],
    ["identity.userArn", iam, "arn:aws:iam::123456789012:user/alice"],
    ["identity.caller", iam, "AIDA:s"],
    ["identity.principalOrgId", iam, undefined],
    ["identity.caller", lambda({}), undefined],
    ["authorizer.key", null, undefined],
  ])("$context.%s of %j is %s", (name, authorization, value) => {
    expect(contextVariable(name, exchangeOf({ authorization }))).toBe(value);
  });
});

test("what the backend and the API itself answered is there afterwards", () => {
  const call = {
    to: "http://trades",
    started: 0,
    latency: 12.3,
    status: 503,
    integrationStatus: 200,
    requestId: "b-1",
  };
  const calls = { integration: { ...call, error: "refused" } };
  const steps = { authorizer: { started: 0, latency: 1, status: 401, error: "missing: token not provided" } };
  const seen = { ...exchangeOf(), calls, steps, refusal: new Refusal("ACCESS_DENIED", "a statement denies") };
  const read = ["integration.latency", "integrationStatus", "integrationErrorMessage", "error.message"];
  expect(read.map((name) => contextVariable(name, seen))).toEqual(["12", "503", "refused", "Forbidden"]);
  const ofAws = ["integration.integrationStatus", "integration.requestId", "awsEndpointRequestId"];
  expect(ofAws.map((name) => contextVariable(name, seen))).toEqual(["200", "b-1", "b-1"]);
  expect(contextVariable("authorizer.error", seen)).toBe("missing: token not provided");
  expect(contextVariable("error.messageString", seen)).toBe('"Forbidden"');
});

test.each([
  ["requestId", true, true],
  ["authorizer.userId", true, true],
  ["authorizer.claims.cognito:groups", true, true],
  ["integration.status", false, true],
  ["authorizer.error", false, true],
  ["resourcePath", false, false],
  ["identity.apiKey", false, false],
  ["authorizer", false, false],
])("$context.%s is known before (%s) and after (%s) the backend is asked", (name, before, after) => {
  expect([isContextVariable(name), isAnswerVariable(name)]).toEqual([before, after]);
});
