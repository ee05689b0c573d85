import { describe, expect, test } from "@jest/globals";
import { refusals } from "../refusal.ts";
import { api, operation, refused } from "./testing/definition.ts";

const read = (responses: object) => api(operation(), { "x-amazon-apigateway-gateway-responses": responses });

describe("gateway responses", () => {
  test("are read with their status, headers and templates", () => {
    const { gatewayResponses, warnings } = read({
      UNAUTHORIZED: {
        statusCode: "402",
        responseParameters: {
          "gatewayresponse.header.X-Why": "'no'",
          "gatewayresponse.header.X-Origin": "method.request.header.Origin",
          "gatewayresponse.header.X-Stage": "stageVariables.name",
          "gatewayresponse.header.X-Id": "context.requestId",
        },
        responseTemplates: { "application/json": '{"message":$context.error.messageString}' },
      },
      DEFAULT_5XX: {},
    });
    expect(warnings).toEqual([]);
    expect(gatewayResponses).toEqual(
      new Map([
        [
          "UNAUTHORIZED",
          {
            statusCode: 402,
            headers: new Map<string, object>([
              ["X-Why", { kind: "static", value: "no" }],
              ["X-Origin", { kind: "request", in: "header", name: "Origin", multivalue: false }],
              ["X-Stage", { kind: "stageVariable", name: "name" }],
              ["X-Id", { kind: "context", path: "requestId" }],
            ]),
            templates: new Map([["application/json", '{"message":$context.error.messageString}']]),
          },
        ],
        ["DEFAULT_5XX", { statusCode: null, headers: new Map(), templates: new Map() }],
      ]),
    );
  });

  test.each(Object.keys(refusals).filter((type) => type !== "REQUEST_TOO_LARGE"))("%s can be customised", (type) => {
    expect([...read({ [type]: { statusCode: 400 } }).gatewayResponses.keys()]).toEqual([type]);
  });

  test("that look like VTL deserve a warning: nothing but variables is replaced", () => {
    const responseTemplates = { "application/json": "#set($a = 1)$a", "text/plain": "$util.escapeJavaScript('a')" };
    expect(read({ UNAUTHORIZED: { responseTemplates } }).warnings).toEqual([
      expect.stringMatching(/api\.yaml:\d+: .*application\/json is no VTL/),
      expect.stringMatching(/text\/plain is no VTL/),
    ]);
  });

  const withHeader = (key: string, value = "'1'") => ({ UNAUTHORIZED: { responseParameters: { [key]: value } } });

  test.each<[string, object, RegExp]>([
    ["an unknown type", { NOPE: {} }, /NOPE is no type/],
    ["a type of every object", { toString: {} }, /toString is no type/],
    ["the type that is fixed", { REQUEST_TOO_LARGE: {} }, /does not let/],
    ["a status that is none", { UNAUTHORIZED: { statusCode: 99 } }, /statusCode: expected .*200 to 599, received 99/],
    ["a header elsewhere", withHeader("header.X"), /expected gatewayresponse\.header\.x/],
    ["no name of a header", withHeader("gatewayresponse.header.X Y"), /no name of a header/],
    ["a value without quotes", withHeader("gatewayresponse.header.X", "1"), /expected 'text'/],
    ["an unknown variable", withHeader("gatewayresponse.header.X", "context.nothing"), /no variable/],
    ["what frames the answer", withHeader("gatewayresponse.header.content-length"), /the gateway's own/],
    ["the name of the request", withHeader("gatewayresponse.header.x-amzn-RequestId"), /the gateway's own/],
    ["an unknown member", { UNAUTHORIZED: { status: 400 } }, /status is not supported here/],
    ["an empty template", { UNAUTHORIZED: { responseTemplates: { "text/plain": "" } } }, /expected a template/],
  ])("with %s are refused", (_what, responses, message) => refused(() => read(responses), message));
});
