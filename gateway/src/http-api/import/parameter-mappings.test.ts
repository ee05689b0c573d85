import { describe, expect, test } from "@jest/globals";
import { hopByHop } from "../../front/header-names.ts";
import { refused, refusedOnly } from "../../openapi/testing/imported.ts";
import { integrated, jwtScheme, lambda, operation, requestScheme, routeOf, url } from "./testing/definition.ts";

const request = (key: string, value: unknown) =>
  integrated(url({ requestParameters: { [key]: value } })).requestMappings[0];
const response = (key: string, value: unknown, status = "200") =>
  integrated(url({ responseParameters: { [status]: { [key]: value } } })).responseMappings;

describe("what is changed", () => {
  test.each<[string, object]>([
    ["append:header.x-a", { action: "append", to: { in: "header", name: "x-a" } }],
    ["overwrite:header.X-A", { action: "overwrite", to: { in: "header", name: "X-A" } }],
    ["overwrite:querystring.a.b", { action: "overwrite", to: { in: "querystring", name: "a.b" } }],
    ["append:querystring.a", { action: "append", to: { in: "querystring", name: "a" } }],
    ["overwrite:path", { action: "overwrite", to: { in: "path" } }],
  ])("%s", (key, expected) => {
    expect(request(key, "x")).toEqual({ ...expected, value: [{ kind: "static", text: "x" }] });
  });

  test("what is removed has no value", () => {
    expect(request("remove:header.x-a", "")).toEqual({
      action: "remove",
      to: { in: "header", name: "x-a" },
      value: [],
    });
  });

  test("of a response, by its status", () => {
    expect(response("overwrite:statuscode", "403", "500")).toEqual(
      new Map([[500, [{ action: "overwrite", to: { in: "statuscode" }, value: [{ kind: "static", text: "403" }] }]]]),
    );
    expect(response("append:header.x", "y")).toEqual(
      new Map([[200, [{ action: "append", to: { in: "header", name: "x" }, value: [{ kind: "static", text: "y" }] }]]]),
    );
  });

  const reserved = [
    ...["access-control-allow-origin", "apigw-requestid", "Authorization", "Connection", "Content-Encoding"],
    ...["Content-Length", "Content-Location", "Forwarded", "Keep-Alive", "Origin", "Proxy-Authenticate"],
    ...["Proxy-Authorization", "TE", "Trailers", "Transfer-Encoding", "Upgrade", "x-amz-date", "x-amzn-trace-id"],
    ...["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Via"],
  ];
  test.each(reserved)("never %s, which is reserved", (name) => {
    refused(() => request(`overwrite:header.${name}`, "x"), /is reserved: no mapping can change it/);
    refused(() => response(`remove:header.${name.toLowerCase()}`, ""), /is reserved: no mapping can change it/);
    expect(request(`overwrite:header.z-${name}`, "x")).toBeDefined();
  });

  const ofTheGateway = ["Host", "X-Forwarded-Port", "Expect", "HTTP2-Settings", "Proxy-Connection", "Trailer"];
  test.each(ofTheGateway)("never %s on the way to a service, which would not get it", (name) => {
    for (const [key, value] of [
      [`append:header.${name}`, "x"],
      [`overwrite:header.${name.toLowerCase()}`, "x"],
      [`remove:header.${name}`, ""],
    ] as const)
      refusedOnly(() => request(key, value), /requestParameters\..*: the header .* is not supported here/);
    expect(request(`overwrite:header.x-${name}`, "x")).toBeDefined();
    expect(integrated(lambda({ requestParameters: { [`overwrite:header.${name}`]: "x" } }))).toBeDefined();
    expect(response(`overwrite:header.${name}`, "x")).toBeDefined();
  });

  test.each([...hopByHop])("nor %s, which ends at the gateway", (name) => {
    refusedOnly(() => request(`overwrite:header.${name}`, "x"), /is not supported here|is reserved/);
  });

  test.each<[string, unknown, RegExp]>([
    [
      "integration.request.header.x",
      "context.requestId",
      /expected append\|overwrite\|remove.*that is how REST APIs write it/,
    ],
    ["append:path", "x", /expected append\|overwrite\|remove/],
    ["replace:header.x", "x", /expected append\|overwrite\|remove/],
    ["overwrite:header.", "x", /expected append\|overwrite\|remove/],
    ["overwrite:header.a b", "x", /a b is no name of a header/],
    ["remove:header.x", "x", /expected '' for what is removed/],
    ["overwrite:header.x", "", /expected a value/],
    ["overwrite:header.x", 7, /expected a text/],
    ["overwrite:header.x", "a\nb", /holds a character that no header can carry/],
  ])("not %s: %j", (key, value, message) => {
    refused(() => request(key, value), message);
  });

  test("nothing twice", () => {
    const twice = { "append:header.X-A": "1", "overwrite:header.x-a": "2" };
    refused(() => integrated(url({ requestParameters: twice })), /the header x-a is mapped twice/);
    refused(() => integrated(url({ responseParameters: { "200": twice } })), /the header x-a is mapped twice/);
    const apart = { "append:querystring.X-A": "1", "overwrite:querystring.x-a": "2", "append:header.x-a": "3" };
    expect(integrated(url({ requestParameters: apart })).requestMappings).toHaveLength(3);
  });

  test("of a function's request all but its path", () => {
    const requestParameters = { "overwrite:header.x": "y" };
    expect(integrated(lambda({ requestParameters })).requestMappings).toHaveLength(1);
    refused(
      () => integrated(lambda({ requestParameters: { "overwrite:path": "/" } })),
      /is not supported in front of a function/,
    );
  });

  test.each([
    ["default", /expected mappings by status such as 200, received default/],
    ["2xx", /received 2xx/],
  ])("not for the status %s", (status, message) => {
    refused(() => response("remove:header.x", "", status), message);
  });

  test.each<[unknown]>([["99"], ["600"], ["ok"], ["20${context.requestId}"]])("to no status such as %j", (value) => {
    refused(() => response("overwrite:statuscode", value), /expected a status from 200 to 599/);
  });
});

describe("to what", () => {
  const guard = { components: { securitySchemes: { guard: requestScheme(), jwt: jwtScheme() } } };
  const valueBy = (name: string | null, value: string) =>
    routeOf(
      operation(url({ requestParameters: { "overwrite:header.x": value } }), {
        security: name === null ? [] : [{ [name]: [] }],
      }),
      guard,
    ).integration.requestMappings[0]?.value;

  test.each<[string, object[]]>([
    ["$request.header.X-A", [{ kind: "header", name: "X-A" }]],
    ["$request.querystring.a", [{ kind: "querystring", name: "a" }]],
    ["$request.path", [{ kind: "path" }]],
    ["$request.path.id", [{ kind: "pathParameter", name: "id" }]],
    ["$request.body", [{ kind: "body", steps: [] }]],
    ["$request.body.a[0]['b']", [{ kind: "body", steps: ["a", 0, "b"] }]],
    ["$stageVariables.a", [{ kind: "stageVariable", name: "a" }]],
    ["$context.authorizer.userId", [{ kind: "context", name: "authorizer.userId" }]],
    [
      "a ${request.path.id}-${context.requestId}",
      [
        { kind: "static", text: "a " },
        { kind: "pathParameter", name: "id" },
        { kind: "static", text: "-" },
        { kind: "context", name: "requestId" },
      ],
    ],
  ])("%s", (value, expected) => {
    expect(valueBy("guard", value)).toEqual(expected);
  });

  test("claims, behind a JWT authorizer", () => {
    expect(valueBy("jwt", "$context.authorizer.claims.sub")).toEqual([
      { kind: "context", name: "authorizer.claims.sub" },
    ]);
  });

  test.each<[string | null, string, RegExp]>([
    ["guard", "$request.cookie.a", /expected text, \$request.header.x/],
    ["guard", "$request.body..a", /names and indexes alone/],
    ["guard", "$request.body.a[*]", /names and indexes alone/],
    ["guard", "$request.body.a[?(@.b)]", /names and indexes alone/],
    ["guard", "$response.header.a", /expected text, \$request.header.x/],
    ["guard", "$request.path.name", /\/a\/\{id\} has no \{name\}/],
    ["guard", "$context.resourcePath", /\$context.resourcePath is no variable/],
    ["guard", "$context.integration.status", /\$context.integration.status is no variable/],
    ["guard", "$context.authorizer.claims.sub", /never has a value on a route whose authorization is CUSTOM/],
    ["jwt", "$context.authorizer.sub", /never has a value on a route whose authorization is JWT/],
    [null, "$context.authorizer.userId", /never has a value on a route whose authorization is NONE/],
    ["guard", "costs 5$", /a \$ begins a selector/],
    ["guard", "${request.path.id", /a \$ begins a selector/],
    ["guard", "${}", /expected text/],
  ])("not, behind %s, %s", (name, value, message) => {
    refused(() => valueBy(name, value), message);
  });

  test.each<[string, RegExp | null]>([
    ["$response.header.a", null],
    ["$response.body.a", null],
    ["$context.integration.status", null],
    ["$request.header.a", /expected text, \$response.header.x/],
    ["$response.querystring.a", /a response has headers and a body only/],
    ["$response.path", /a response has headers and a body only/],
  ])("in a response, %s", (value, message) => {
    const read = () => response("overwrite:header.x", value);
    if (message === null) expect(read().get(200)).toHaveLength(1);
    else refused(read, message);
  });
});
