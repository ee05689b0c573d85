import { describe, expect, test } from "@jest/globals";
import { asked } from "./testing/asked.ts";

const declared = { "200": { description: "" }, "204": { description: "" }, "503": { description: "" } };
const json = (template: string) => ({ "application/json": template });
const mockOf = (more: object = {}) => ({
  type: "mock",
  requestTemplates: json('{"statusCode": 200}'),
  responses: { default: { statusCode: 200 } },
  ...more,
});

describe("the request template chooses the response", () => {
  const responses = { "5\\d\\d": { statusCode: 503 }, default: { statusCode: 204 } };
  test.each([
    ['{"statusCode": 200}', 204],
    ["{statusCode: 200}", 204],
    ["{'statusCode': 502, note: 'it is \"so\"',}", 503],
    ['{"note": "a, statusCode: 1", statusCode: 502}', 503],
    ['{"statusCode": 502, "more": {"statusCode": 200}}', 503],
    ["{more: {statusCode: 200}}#set($x = 1)", 500],
    ['{"statusCode": 502}', 503],
    ["{\"statusCode\": #if($input.params('q') == 'bad')502#{else}200#end}", 503],
    ['#set($status = 500 + 2){"statusCode": $status}', 503],
    ['{"statusCode": "$context.httpMethod"}', 500],
    ['{"statusCode": $nothing}', 500],
    ["$input.body", 500],
  ])("%s", async (template, status) => {
    const integration = mockOf({ requestTemplates: json(template), responses });
    const { answer } = await asked({ integration, responses: declared, query: "?q=bad" });
    expect(answer.status).toBe(status);
    if (status === 500) expect(answer.body).toBe('{"message":"Internal server error"}');
  });

  test.each([
    ["WHEN_NO_MATCH", "text/csv", "{statusCode: 502}", 503],
    ["WHEN_NO_MATCH", "text/csv", "a,b", 500],
    ["WHEN_NO_TEMPLATES", "text/csv", "{statusCode: 502}", 415],
    ["NEVER", "text/csv", "{statusCode: 502}", 415],
    ["NEVER", "application/json; charset=utf-8", "{}", 204],
    ["never", null, "{}", 204],
  ])("%s, a body of type %s: %s", async (passthroughBehavior, type, body, status) => {
    const lines = type === null ? [] : [`Content-Type: ${type}`];
    const { answer } = await asked({
      integration: mockOf({ passthroughBehavior, responses }),
      responses: declared,
      lines,
      body,
    });
    expect(answer.status).toBe(status);
    if (status === 415) expect(answer.body).toBe('{"message":"Unsupported Media Type"}');
  });

  test("a template for $default is for every type", async () => {
    const integration = mockOf({ requestTemplates: { $default: "{statusCode: 502}" }, responses });
    expect((await asked({ integration, responses: declared, lines: ["Content-Type: a/b"] })).answer.status).toBe(503);
  });

  // As YAML, each of these takes longer than anybody waits: the square of its length and more.
  test.each(["? ", "[", "{a: ", ",", '"'])("a client's body of many %s is a 500", async (sign) => {
    const integration = mockOf({ requestTemplates: json("$input.body"), responses });
    const body = sign.repeat(200_000);
    expect((await asked({ integration, responses: declared, body })).answer.status).toBe(500);
    const twin = `{"statusCode": 502, "signs": ${JSON.stringify(body)}}`;
    expect((await asked({ integration, responses: declared, body: twin })).answer.status).toBe(503);
  });

  test("a status without a response is a fault", async () => {
    const integration = mockOf({ responses: { "503": { statusCode: 503 } } });
    const { answer } = await asked({ integration, responses: declared });
    expect(answer).toMatchObject({ status: 500, body: '{"message":"Internal server error"}' });
  });
});

describe("the response", () => {
  const headers = { "Access-Control-Allow-Origin": {}, "X-Stage": {}, "X-Query": {} };
  const responses = { "200": { description: "", headers } };

  test("has mapped headers and a rendered body, and no trace id", async () => {
    const responseParameters = {
      "method.response.header.Access-Control-Allow-Origin": "'*'",
      "method.response.header.X-Stage": "context.stage",
    };
    const responseTemplates = json('#set($a = "x"){"id":"$context.requestId","a":"$a","q":"$input.params(\'q\')"}');
    const integration = mockOf({ responses: { default: { statusCode: 200, responseParameters, responseTemplates } } });
    const { answer } = await asked({ integration, responses, query: "?q=1" });
    expect(answer.headers).toMatchObject({
      "access-control-allow-origin": "*",
      "x-stage": "local",
      "content-type": "application/json",
    });
    expect(JSON.parse(answer.body)).toEqual({ id: answer.headers["x-amzn-requestid"], a: "x", q: "1" });
    expect(answer.headers).not.toHaveProperty("x-amzn-trace-id");
  });

  test.each([
    ["text/html, application/json", "text/html", "<p>"],
    ["application/json", "application/json", "{}"],
    ["image/png", "application/json", "{}"],
    [null, "application/json", "{}"],
  ])("is made by the template for Accept: %s", async (accept, type, body) => {
    const responseTemplates = { "text/html": "<p>", "application/json": "{}" };
    const integration = mockOf({ responses: { default: { statusCode: 200, responseTemplates } } });
    const lines = accept === null ? [] : [`Accept: ${accept}`];
    const { answer } = await asked({ integration, responses, lines });
    expect(answer).toMatchObject({ status: 200, body, headers: { "content-type": type } });
  });

  test("is made by the only template where none is for what is accepted", async () => {
    const integration = mockOf({
      responses: { default: { statusCode: 200, responseTemplates: { "text/plain": "x" } } },
    });
    const { answer } = await asked({ integration, responses, lines: ["Accept: image/png"] });
    expect(answer).toMatchObject({ body: "x", headers: { "content-type": "text/plain" } });
  });

  // localstack's recording of AWS: test_integration_mock_with_request_overrides_in_response_template, 2024-11-06.
  test("sees what the request template overrides", async () => {
    const template = "#set($context.requestOverride.path.body = $context.httpMethod){statusCode: 200}";
    const responseTemplates = json('#set($p = $context.requestOverride.path.body){"response": "path was $p"}');
    const integration = mockOf({
      requestTemplates: json(template),
      responses: { default: { statusCode: 200, responseTemplates } },
    });
    expect((await asked({ integration })).answer.body).toBe('{"response": "path was POST"}');
  });

  test.each([
    ["#set($context.responseOverride.status = 418)", 418],
    ["#set($context.responseOverride.status = 99)", 200],
    ["#set($context.responseOverride.status = 100)", 200],
    ["#set($context.responseOverride.status = 199)", 200],
    ["#set($context.responseOverride.status = 600)", 200],
    ['#set($context.responseOverride.status = "418")', 200],
    ["#set($context.responseOverride.status = 418)#set($context.responseOverride.status = 419)", 500],
  ])("may be overridden: %s", async (template, status) => {
    const integration = mockOf({ responses: { default: { statusCode: 200, responseTemplates: json(template) } } });
    expect((await asked({ integration })).answer.status).toBe(status);
  });

  test("may have its headers overridden, each once", async () => {
    const responseParameters = { "method.response.header.X-Stage": "'mapped'" };
    const with_ = async (template: string) => {
      const response = { statusCode: 200, responseParameters, responseTemplates: json(template) };
      return (await asked({ integration: mockOf({ responses: { default: response } }), responses })).answer;
    };
    const set = '#set($context.responseOverride.header.x-stage = "overridden")';
    expect((await with_(set)).headers["x-stage"]).toBe("overridden");
    expect((await with_(`${set}#set($context.responseOverride.header.X-More = "é")`)).headers["x-more"]).toBe("Ã©");
    expect((await with_(`${set}${set}`)).status).toBe(500);
    expect((await with_(`#set($context.responseOverride.header.X = "a\nb")`)).status).toBe(500);
  });

  test.each([
    ["$input.json($input.params('q'))", "$..[?(@.a%3D~/x/)]", 500],
    ["$input.json(\"$..[?(@.a=~/$input.params('q')/)]\")", "x", 500],
    ["$input.json($input.params('q'))", "$..[?(@.a%3D%3D'x')]", 200],
    ["$input.json('$..[?(@.a=~/x/)]')$input.params('q')", "x", 200],
  ])("%s asked with %s: a client chooses no pattern", async (template, q, status) => {
    const integration = mockOf({ responses: { default: { statusCode: 200, responseTemplates: json(template) } } });
    const { answer, lines } = await asked({ integration, query: `?q=${q}`, body: '{"a":"x"}' });
    expect(answer.status).toBe(status);
    if (status === 500) expect(lines.at(-1)).toMatchObject({ reason: expect.stringContaining("a path with =~") });
  });

  test("that cannot be rendered is a 500", async () => {
    const responseTemplates = json("#set($x = [1])$x[7]");
    const integration = mockOf({ responses: { default: { statusCode: 200, responseTemplates } } });
    const { answer, lines } = await asked({ integration });
    expect(answer).toMatchObject({ status: 500, body: '{"message":"Internal server error"}' });
    expect(lines.at(-1)).toMatchObject({ reason: expect.stringContaining("index 7 of a list of 1") });
  });
});
