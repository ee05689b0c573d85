import { describe, expect, test } from "@jest/globals";
import type { Source } from "../api.ts";
import { isContextVariable } from "./context-variable.ts";
import type { Seen } from "./seen.ts";
import { sourceValue } from "./source-value.ts";

const seen = {
  request: {
    requestId: "141d6671-99b4-40ca-9997-7a22f01eac74",
    extendedRequestId: "ZhFsxGQDDoEEMig=",
    time: Date.UTC(2024, 5, 17, 15, 2, 3, 35),
    method: "POST",
    path: "/things/a%2Fb",
    fullPath: "/prod/things/a%2Fb",
    basePath: null,
    domainName: "localhost:8080",
    query: "q=1&q=two+words&empty=",
    protocol: "HTTP/1.1",
    sourceIp: "192.0.2.1",
    headers: [
      ["X-Twice", "1"],
      ["x-twice", "2"],
      ["User-Agent", "curl"],
    ],
  },
  stage: {
    region: "eu-west-1",
    accountId: "123456789012",
    apiId: "puhdx84jy9",
    name: "prod",
    variables: { host: "trades" },
  },
  route: { resource: "/things/{id}" },
  pathParameters: { id: "a%2Fb" },
  authorization: { kind: "lambda", principalId: "alice", context: { email: "a@b", empty: "" }, integrationLatency: 0 },
} as unknown as Seen;

const context = (path: string): Source => ({ kind: "context", path });
const request = (place: "header" | "querystring" | "path", name: string, multivalue = false): Source => ({
  kind: "request",
  in: place,
  name,
  multivalue,
});

describe("the value of a mapping expression", () => {
  test.each<[Source, string | undefined]>([
    [{ kind: "static", value: "x" }, "x"],
    [{ kind: "stageVariable", name: "host" }, "trades"],
    [{ kind: "stageVariable", name: "toString" }, undefined],
    [request("header", "x-TWICE"), "2"],
    [request("header", "X-Twice", true), "1,2"],
    [request("header", "X-None"), undefined],
    [request("header", "X-None", true), undefined],
    [request("querystring", "q"), "two words"],
    [request("querystring", "q", true), "1,two words"],
    [request("querystring", "Q"), undefined],
    [request("querystring", "empty"), ""],
    [request("path", "id"), "a%2Fb"],
    [request("path", "constructor"), undefined],
    [context("requestId"), "141d6671-99b4-40ca-9997-7a22f01eac74"],
    [context("extendedRequestId"), "ZhFsxGQDDoEEMig="],
    [context("requestTime"), "17/Jun/2024:15:02:03 +0000"],
    [context("requestTimeEpoch"), "1718636523035"],
    [context("accountId"), "123456789012"],
    [context("apiId"), "puhdx84jy9"],
    [context("stage"), "prod"],
    [context("path"), "/prod/things/a%2Fb"],
    [context("resourcePath"), "/things/{id}"],
    [context("httpMethod"), "POST"],
    [context("protocol"), "HTTP/1.1"],
    [context("domainName"), "localhost:8080"],
    [context("domainPrefix"), "localhost"],
    [context("identity.sourceIp"), "192.0.2.1"],
    [context("identity.userAgent"), "curl"],
    [context("identity.user"), undefined],
    [context("authorizer.principalId"), "alice"],
    [context("authorizer.email"), "a@b"],
    [context("authorizer.empty"), ""],
    [context("authorizer.none"), undefined],
    [context("authorizer.constructor"), undefined],
    [context("error.message"), undefined],
  ])("%j is %j", (source, expected) => {
    expect(sourceValue(source, seen)).toBe(expected);
  });

  test.each<[string, string | undefined]>([
    ["authorizer.claims.sub", "d209f6ce"],
    ["authorizer.claims.cognito:groups", "staff,admins"],
    ["authorizer.claims.none", undefined],
    ["authorizer.claims.constructor", undefined],
    // On AWS null: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
    ["authorizer.claims", undefined],
    ["authorizer.principalId", undefined],
    ["identity.user", undefined],
  ])("with the token of a user pool, context.%s is %j", (path, expected) => {
    const claims = { sub: "d209f6ce", "cognito:groups": "staff,admins" };
    expect(sourceValue(context(path), { ...seen, authorization: { kind: "claims", claims } })).toBe(expected);
  });

  test.each<[string, string | undefined]>([
    ["identity.accountId", "123456789012"],
    ["identity.caller", "AIDAALICE"],
    ["identity.user", "AIDAALICE"],
    ["identity.userArn", "arn:aws:iam::123456789012:user/alice"],
    ["identity.principalOrgId", undefined],
    ["authorizer.principalId", undefined],
    ["authorizer.claims.sub", undefined],
  ])("of a signed request, context.%s is %j", (path, expected) => {
    const identity = {
      accountId: "123456789012",
      caller: "AIDAALICE",
      accessKey: "AKIDALICE",
      userArn: "arn:aws:iam::123456789012:user/alice",
      user: "AIDAALICE",
    };
    expect(sourceValue(context(path), { ...seen, authorization: { kind: "iam", identity } })).toBe(expected);
  });

  test("of a refusal: its message, and null in JSON where AWS has none", () => {
    const refused = (message: string | null) => ({ ...seen, error: { responseType: "UNAUTHORIZED", message } });
    expect(sourceValue(context("error.messageString"), refused('say "no"'))).toBe('"say \\"no\\""');
    expect(sourceValue(context("error.messageString"), refused(null))).toBe("null");
    expect(sourceValue(context("error.responseType"), refused(null))).toBe("UNAUTHORIZED");
  });
});

describe("names after context.", () => {
  test.each([
    ...["requestId", "authorizer.anything", "identity.sourceIp", "error.messageString"],
    ...["authorizer.claims.sub", "authorizer.claims.cognito:groups", "identity.userArn"],
  ])("%s is known", (path) => {
    expect(isContextVariable(path)).toBe(true);
  });
  test.each([
    ...["", "requestID", "authorizer", "identity", "toString", "__proto__"],
    ...["authorizer.claims.", "authorizer.other.sub", "identity.nobody"],
  ])("%s is not", (path) => {
    expect(isContextVariable(path)).toBe(false);
  });
});
