import { describe, expect, test } from "@jest/globals";
import { invocation, scheme } from "../import/testing/definition.ts";
import { asked } from "./testing/asked.ts";

const aws = (more: object = {}) => ({
  type: "aws",
  httpMethod: "POST",
  uri: invocation,
  responses: { default: { statusCode: 200 } },
  ...more,
});
const json = (template: string) => ({ "application/json": template });
const withTemplate = (template: string) => aws({ requestTemplates: json(template) });
const jsonType = "Content-Type: application/json";

describe("the event is what the template makes", () => {
  const body = '{"name": "it\'s", "10": 1, "2": 2.50, "list": [{"a": "x/y"}, {"a": null}], "deep": {"b": true}}';

  test.each<[string, string, unknown]>([
    [
      "the whole body",
      "$input.json('$')",
      { name: "it's", 10: 1, 2: 2.5, list: [{ a: "x/y" }, { a: null }], deep: { b: true } },
    ],
    ["the raw body", "$input.body", JSON.parse(body)],
    ["a part of it", "$input.json('$.list[0].a')", "x/y"],
    ["every one of a kind", "$input.json('$..a')", ["x/y", null]],
    ["a part that is not there", '{"x": $input.json(\'$.none\'), "y": "$input.path(\'$.none\')"}', { x: "", y: "" }],
    [
      "values of it",
      '#set($r = $input.path(\'$\')){"n": "$r.name", "size": $r.list.size(), "b": $r.deep.b}',
      { n: "it's", size: 2, b: true },
    ],
    [
      "members in their order",
      "[\"#foreach($k in $input.path('$').keySet())$k#if($foreach.hasNext) #end#end\"]",
      ["name 10 2 list deep"],
    ],
    [
      "parameters",
      "[\"$input.params('id')\", \"$input.params('q')\", \"$input.params('X-Given')\", \"$input.params('none')\"]",
      ["1", "a b", "h", ""],
    ],
    ["a header in another spelling", "[\"$input.params('x-given')\"]", ["h"]],
    [
      "all parameters",
      '[#foreach($t in $input.params().keySet())"$t",#end "$input.params().path.id", "$input.params().get(\'querystring\').q"]',
      ["path", "querystring", "header", "1", "a b"],
    ],
    [
      "what is known of the request",
      '["$context.httpMethod", "$context.resourcePath", "$context.stage", "$context.identity.sourceIp", "$context.apiId"]',
      ["POST", "/things/{id}", "local", "127.0.0.1", "gatehouse0"],
    ],
    [
      "what is not known of it",
      '["$context.identity.caller", "$context.authorizer.principalId", "$context.authorizer.claims.sub", "$context.nothing"]',
      ["", "", "", ""],
    ],
    [
      "a test of what is not known",
      "[#if($context.authorizer.principalId == '')true#{else}false#end, #if($context.identity.user.equals(''))true#end]",
      [true, true],
    ],
    [
      "stage variables",
      '["$stageVariables.tradesHost", "$stageVariables[\'tradesHost\']", "${stageVariables.tradesHost}"]',
      ["trades", "trades", "trades"],
    ],
    ["escaped text", '{"x": "$util.escapeJavaScript($input.path(\'$.list[0].a\'))"}', { x: "x/y" }],
    [
      "escaped quotes, unescaped again",
      '{"x": "$util.escapeJavaScript($input.path(\'$.name\')).replaceAll("\\\\\'", "\'")"}',
      { x: "it's" },
    ],
    [
      "text in other codings",
      "[\"$util.urlEncode('a b&é')\", \"$util.urlDecode('a+b%26')\", \"$util.base64Encode('hé')\", \"$util.base64Decode('aGk=')\"]",
      ["a+b%26%C3%A9", "a b&", "aMOp", "hi"],
    ],
    [
      "JSON within text",
      '#set($o = $util.parseJson(\'{"key2":{"arr":[1,2,3]}}\')){"first": $o.key2.arr[0]}',
      { first: 1 },
    ],
  ])("%s", async (_what, template, event) => {
    const { events, answer } = await asked({
      integration: withTemplate(template),
      query: "?q=1&q=a+b",
      lines: [jsonType, "X-Given: h"],
      body,
    });
    expect(answer.status).toBe(200);
    expect(events).toEqual([event]);
  });

  test("an authorizer's context as well", async () => {
    const template =
      '{#foreach($k in $context.authorizer.keySet())"$k": "$context.authorizer.get($k)"#if($foreach.hasNext),#end#end}';
    const { events } = await asked({
      integration: withTemplate(template),
      of: {
        operation: { security: [{ guard: [] }] },
        root: {
          components: { securitySchemes: { guard: scheme({ authorizerUri: invocation.replace("guard", "other") }) } },
        },
      },
      lines: ["Authorization: Bearer alice"],
    });
    expect(events).toEqual([{ principalId: "alice" }]);
  });

  test.each([
    ["no body", withTemplate("$input.json('$')"), [], "", {}],
    ["no body and no template", aws(), [], "", {}],
    ["no template for its type", withTemplate("{}"), ["Content-Type: text/csv"], '{"a":1}', { a: 1 }],
    ["an empty template", withTemplate(""), [jsonType], '{"a":1}', { a: 1 }],
  ])("%s", async (_what, integration, lines, sent, event) => {
    expect((await asked({ integration, lines, body: sent })).events).toEqual([event]);
  });

  test("a body that is no JSON is a 400 where the template reads it, and goes on where it does not", async () => {
    const read = await asked({ integration: withTemplate("$input.json('$')"), lines: [jsonType], body: "{" });
    expect(read.answer).toMatchObject({ status: 400, headers: { "x-amzn-errortype": "BadRequestException" } });
    expect(read.events).toEqual([]);
    const template = '"$util.base64Encode($input.body)"';
    expect((await asked({ integration: withTemplate(template), lines: [jsonType], body: "{" })).events).toEqual([
      "ew==",
    ]);
  });

  test("what is no JSON in the end the Lambda service refuses, and that is an answer like any other", async () => {
    const responses = { "400": { statusCode: 400 }, default: { statusCode: 200 } };
    const { answer, events } = await asked({
      integration: aws({ requestTemplates: json("{a}"), responses }),
      lines: [jsonType],
      body: "{}",
    });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({
      Type: "User",
      message: expect.stringMatching(/^Could not parse request body into json: /),
    });
    expect(events).toEqual([]);
  });
});

describe("the answer is what a response makes of the function's", () => {
  const headers = { "X-Id": {}, "X-All": {}, Server: {} };
  const responses = { "200": { description: "", headers }, "404": { description: "" }, "502": { description: "" } };
  const integration = (more: object = {}) =>
    aws({
      responses: {
        "Not found: .*": { statusCode: 404 },
        "(\\n|.)+ failed": { statusCode: 502, responseTemplates: json("$input.path('$.errorMessage')") },
        default: { statusCode: 200, ...more },
      },
    });

  test.each<[string, object, object]>([
    ["a result", { kind: "result", value: { a: [1, "é"] } }, { status: 200, body: '{"a":[1,"Ã©"]}' }],
    ["a text", { kind: "result", value: "hi" }, { status: 200, body: '"hi"' }],
    ["nothing", { kind: "result", value: null }, { status: 200, body: "null" }],
    [
      "an error that a response is for",
      { kind: "error", errorMessage: "Not found: 7", errorType: "Error" },
      { status: 404, body: '{"errorMessage":"Not found: 7","errorType":"Error"}' },
    ],
    [
      "an error of several lines",
      { kind: "error", errorMessage: "a\nb failed", errorType: "E" },
      { status: 502, body: "a\nb failed" },
    ],
    [
      "an error that matches in part",
      { kind: "error", errorMessage: "Oh. Not found: 7", errorType: "E" },
      { status: 200 },
    ],
    ["a time-out", { kind: "timeout" }, { status: 504, body: '{"message":"Endpoint request timed out"}' }],
    [
      "a function that is not there",
      { kind: "unavailable", reason: "none" },
      { status: 500, body: '{"message":"Internal server error"}' },
    ],
  ])("%s", async (_what, outcome, expected) => {
    const { answer } = await asked({ integration: integration(), responses, outcome: outcome as never });
    expect(answer).toMatchObject(expected);
    expect("x-amzn-trace-id" in answer.headers).toBe(answer.status !== 504 && answer.status !== 500);
  });

  test("with headers and a body out of it", async () => {
    const responseParameters = {
      "method.response.header.X-Id": "integration.response.body.id",
      "method.response.header.X-All": "integration.response.body.list[*]",
      "method.response.header.Server": "'me'",
    };
    const responseTemplates = json('{"id": $input.json("$.id")}');
    const { answer } = await asked({
      integration: integration({ responseParameters, responseTemplates }),
      responses,
      outcome: { kind: "result", value: { id: 7, list: ["a", 1] } },
    });
    expect(answer).toMatchObject({
      status: 200,
      body: '{"id": 7}',
      headers: { "x-id": "7", "x-all": '["a",1]', "x-amzn-remapped-server": "me", "content-type": "application/json" },
    });
  });

  test("a template that reads no JSON is a 500, for the function answered it", async () => {
    const responseTemplates = json("$util.parseJson($input.path('$'))");
    const { answer } = await asked({
      integration: integration({ responseTemplates }),
      responses,
      outcome: { kind: "result", value: "{" },
    });
    expect(answer.status).toBe(500);
  });

  test("no response for it, and no default, is a 500", async () => {
    const outcome = { kind: "result", value: {} } as const;
    const { answer } = await asked({
      integration: aws({ responses: { "4\\d\\d": { statusCode: 404 } } }),
      responses,
      outcome,
    });
    expect(answer).toMatchObject({ status: 500, body: '{"message":"Internal server error"}' });
  });
});

describe("contentHandling", () => {
  const binary = { "x-amazon-apigateway-binary-media-types": ["image/png"] };
  const png = ["Content-Type: image/png", "Accept: image/png"];
  const template = { "image/png": '{"data": "$input.body"}', "application/json": '{"data": "$input.body"}' };

  test.each([
    ["CONVERT_TO_TEXT", png, "\xff\x00", { data: "/wA=" }],
    ["CONVERT_TO_TEXT", [jsonType], "text", { data: "text" }],
    [undefined, [jsonType], "text", { data: "text" }],
    [undefined, png, "\xff\x00", { data: "/wA=" }],
  ])("%s makes of a request %j the event", async (contentHandling, lines, body, event) => {
    const integration = aws({ requestTemplates: template, ...(contentHandling ? { contentHandling } : {}) });
    expect((await asked({ integration, of: { root: binary }, lines, body })).events).toEqual([event]);
  });

  test.each([
    ["CONVERT_TO_BINARY", [], "hi"],
    ["CONVERT_TO_TEXT", ["Accept: image/png"], '"aGk="'],
    [undefined, ["Accept: image/png"], "hi"],
    [undefined, ["Accept: text/html, image/png"], '"aGk="'],
  ])("%s makes of base64 the answer to %j", async (contentHandling, lines, body) => {
    const response = { statusCode: 200, ...(contentHandling ? { contentHandling } : {}) };
    const { answer } = await asked({
      integration: aws({ responses: { default: response } }),
      of: { root: binary },
      lines,
      outcome: { kind: "result", value: "aGk=" },
    });
    expect(answer).toMatchObject({ status: 200, body });
  });

  test("CONVERT_TO_BINARY of what is no base64 is a 500", async () => {
    const integration = aws({ responses: { default: { statusCode: 200, contentHandling: "CONVERT_TO_BINARY" } } });
    const { answer } = await asked({ integration, outcome: { kind: "result", value: { a: 1 } } });
    expect(answer).toMatchObject({ status: 500, body: '{"message":"Internal server error"}' });
  });
});

describe("X-Amz-Invocation-Type", () => {
  const event = { "integration.request.header.X-Amz-Invocation-Type": "'Event'" };
  test("'Event': Lambda takes the event, and the answer does not wait for the function", async () => {
    const responses = { "202": { statusCode: 202 }, default: { statusCode: 500 } };
    const { answer, events } = await asked({
      integration: aws({ requestParameters: event, responses }),
      lines: [jsonType],
      body: '{"a":1}',
      outcome: { kind: "error", errorMessage: "nobody hears it", errorType: "Error" },
    });
    expect(answer).toMatchObject({ status: 202, body: "" });
    expect(events).toEqual([{ a: 1 }]);
  });

  test("may come from the client, who may not say anything else", async () => {
    const requestParameters = { "integration.request.header.X-Amz-Invocation-Type": "method.request.header.X-Given" };
    const type = async (value: string) =>
      (await asked({ integration: aws({ requestParameters }), lines: [`X-Given: ${value}`] })).answer.status;
    expect(await type("RequestResponse")).toBe(200);
    expect(await type("DryRun")).toBe(500);
  });
});
