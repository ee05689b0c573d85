import { describe, expect, test } from "@jest/globals";
import { asked } from "./testing/asked.ts";

const httpOf = (more: object = {}) => ({
  type: "http",
  httpMethod: "POST",
  uri: "http://trades/trades/{id}",
  connectionType: "VPC_LINK",
  connectionId: "local",
  responses: { default: { statusCode: 200 } },
  ...more,
  requestParameters: { "integration.request.path.id": "method.request.path.id", ...(more as Mapped).requestParameters },
});
type Mapped = { readonly requestParameters?: object };
const json = (template: string) => ({ "application/json": template });
const jsonType = "Content-Type: application/json";

// localstack's recording of AWS: test_apigateway_header_remapping_http[HTTP], 2024-07-17.
describe("the service gets what mappings and the template set, and nothing else of the client's", () => {
  test("without mappings: no header, no query", async () => {
    const { seen } = await asked({
      integration: httpOf(),
      query: "?q=1",
      lines: ["Accept: text/html", "User-Agent: x", "Cookie: a=b", "X-Given: 1", "Authorization: Bearer x"],
    });
    expect(seen).toMatchObject({ method: "POST", url: "/trades/1" });
    expect(seen?.headers).toEqual({
      host: "trades",
      connection: "keep-alive",
      accept: "application/json",
      "content-length": "0",
      "user-agent": "AmazonAPIGateway_gatehouse0",
      "x-amzn-apigateway-api-id": "gatehouse0",
      "x-amzn-trace-id": expect.stringMatching(/^Root=1-/),
    });
  });

  test("with mappings", async () => {
    const { seen } = await asked({
      integration: httpOf({
        requestParameters: {
          "integration.request.header.Authorization": "method.request.header.X-Given",
          "integration.request.header.Accept": "'text/html'",
          "integration.request.header.Content-Encoding": "'compress'",
          "integration.request.header.Server": "'s'",
          "integration.request.header.Trailer": "'t'",
          "integration.request.header.X-Name": "method.request.body.user.name",
          "integration.request.header.X-User": "method.request.body.user",
          "integration.request.header.X-None": "method.request.body.none",
          "integration.request.querystring.query": "method.request.querystring.q",
          "integration.request.querystring.all": "method.request.body",
        },
      }),
      query: "?q=a%26b",
      lines: ["X-Given: given", jsonType],
      body: '{"user":{"name":"zoë"}}'.replace("ë", "\xc3\xab"),
    });
    expect(seen?.url).toBe(`/trades/1?query=a%26b&all=${encodeURIComponent('{"user":{"name":"zoë"}}')}`);
    expect(seen?.headers).toMatchObject({
      authorization: "given",
      accept: "text/html",
      "content-encoding": "compress",
      server: "s",
      trailer: "t",
      "x-name": "zo\xc3\xab",
      "x-user": '{"name":"zo\xc3\xab"}',
      "content-type": "application/json",
    });
    expect(seen?.headers).not.toHaveProperty("x-none");
    expect(seen?.body).toBe('{"user":{"name":"zo\xc3\xab"}}');
  });

  test.each(["Connection", "Expect", "Proxy-Authenticate", "TE", "Via", "Upgrade"])(
    "a mapped %s vanishes, and the import says so",
    async (name) => {
      const requestParameters = { [`integration.request.header.${name}`]: "'mapped'" };
      const { answer, seen, warnings } = await asked({ integration: httpOf({ requestParameters }) });
      expect(answer.status).toBe(200);
      expect(Object.values(seen?.headers ?? {})).not.toContain("mapped");
      expect(warnings).toEqual([expect.stringContaining(`the header ${name} never reaches the backend`)]);
    },
  );

  test("a body that is no JSON is a 400 where a mapping reads it, and goes on where it does not look like one", async () => {
    const requestParameters = { "integration.request.header.X-Name": "method.request.body.name" };
    const integration = httpOf({ requestParameters });
    const broken = await asked({ integration, lines: [jsonType], body: "{" });
    expect(broken.answer).toMatchObject({ status: 400, body: '{"message":"Invalid JSON in request body"}' });
    expect(broken.seenAll).toEqual([]);
    expect((await asked({ integration, lines: [jsonType], body: "text" })).seen?.body).toBe("text");
  });

  test("a client's header, in the bytes in which it came", async () => {
    const requestParameters = {
      "integration.request.header.X-From": "method.request.header.X-Given",
      "integration.request.header.X-Name": "method.request.body.name",
    };
    const integration = httpOf({ requestParameters });
    // UTF-8, Latin-1, and no text at all.
    for (const bytes of ["\xc3\xa9", "\xe9", "\xff\x80"]) {
      const lines = [jsonType, `X-Given: ${bytes}`];
      const { seen } = await asked({ integration, lines, body: '{"name":"\xc3\xa9"}' });
      expect([seen?.headers["x-from"], seen?.headers["x-name"]]).toEqual([bytes, "\xc3\xa9"]);
    }
  });

  test("a lone surrogate is written as what is no character", async () => {
    const requestParameters = {
      "integration.request.path.id": "method.request.body.id",
      "integration.request.querystring.q": "method.request.body.q",
    };
    const template = '#set($context.requestOverride.querystring.more = $input.path("$.q")){}';
    const integration = httpOf({ requestParameters, requestTemplates: json(template) });
    const lone = await asked({ integration, lines: [jsonType], body: '{"id":"1\\ud800","q":"\\udc00"}' });
    expect(lone.seen?.url).toBe("/trades/1%EF%BF%BD?q=%EF%BF%BD&more=%EF%BF%BD");
    const pair = await asked({ integration, lines: [jsonType], body: '{"id":"1","q":"\\ud83d\\ude00"}' });
    expect(pair.seen?.url).toBe("/trades/1?q=%F0%9F%98%80&more=%F0%9F%98%80");
  });

  test("a mapping that reads too much of a body is a 500", async () => {
    const requestParameters = { "integration.request.header.X-Deep": "method.request.body..*..*..*..*" };
    const integration = httpOf({ requestParameters });
    const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    const deep = await asked({ integration, lines: [jsonType], body: nested(200) });
    expect(deep.answer).toMatchObject({ status: 500, body: '{"message":"Internal server error"}' });
    expect(deep.lines.at(-1)).toMatchObject({ reason: expect.stringContaining("a mapping fails") });
    expect((await asked({ integration, lines: [jsonType], body: nested(10) })).answer.status).toBe(200);
  });

  test("a template's body, and what the template overrides", async () => {
    const template = [
      "#set($context.requestOverride.header.X-Given = \"$input.params('X-Given')!\")",
      '#set($context.requestOverride.header.X-Several = ["1", "2"])',
      '#set($context.requestOverride.path.id = "a/b%2Fc d")',
      '#set($context.requestOverride.querystring.q = "x&y")',
      '{"made": $input.json("$.a")}',
    ].join("\n");
    const { seen } = await asked({
      integration: httpOf({
        requestTemplates: json(template),
        requestParameters: {
          "integration.request.header.x-given": "'mapped'",
          "integration.request.querystring.q": "'mapped'",
        },
      }),
      lines: [jsonType, "X-Given: hi"],
      body: '{"a":[1]}',
    });
    expect(seen).toMatchObject({ url: "/trades/a%2Fb%2Fc%20d?q=x%26y", body: '{"made": [1]}' });
    expect(seen?.headers).toMatchObject({ "x-given": "hi!", "x-several": "1, 2", "content-length": "13" });
  });

  test.each(["Content-Length", "Transfer-Encoding", "X-Amzn-Trace-Id", "X-Amzn-Apigateway-Api-Id"])(
    "a template that sets %s is a 500",
    async (name) => {
      const template = `#set($context.requestOverride.header.${name} = "5"){}`;
      const { answer, seenAll } = await asked({ integration: httpOf({ requestTemplates: json(template) }) });
      expect(answer).toMatchObject({ status: 500, body: '{"message":"Internal server error"}' });
      expect(seenAll).toEqual([]);
    },
  );

  test.each([
    ["ANY", "PUT", "PUT", "body"],
    ["ANY", "DELETE", "DELETE", "body"],
    ["GET", "POST", "GET", ""],
    ["PATCH", "GET", "PATCH", ""],
  ])("the method %s of a %s is %s", async (httpMethod, method, sent, body) => {
    const { seen } = await asked({ integration: httpOf({ httpMethod }), method, body: method === "GET" ? "" : "body" });
    expect(seen).toMatchObject({ method: sent, body });
  });

  test("binary bodies stay as they are", async () => {
    const of = { root: { "x-amazon-apigateway-binary-media-types": ["image/png"] } };
    const { seen } = await asked({ integration: httpOf(), of, lines: ["Content-Type: image/png"], body: "\xff\x00" });
    expect(seen).toMatchObject({ body: "\xff\x00", headers: { "content-type": "image/png" } });
  });
});

describe("the client gets what a response makes", () => {
  const headers = { "X-Id": {}, "X-All": {}, Location: {}, Server: {}, Via: {}, "Content-Type": {} };
  const responses = { "200": { description: "", headers }, "400": { description: "" } };

  test("of the service's headers what is mapped, under the names that are left to it", async () => {
    const responseParameters = {
      "method.response.header.X-Id": "integration.response.header.x-request-id",
      "method.response.header.X-All": "integration.response.multivalueheader.X-Several",
      "method.response.header.Location": "integration.response.body.redirect.url",
      "method.response.header.Server": "integration.response.header.Server",
      "method.response.header.Via": "'1.1 x'",
      "method.response.header.Content-Type": "'text/plain'",
    };
    const { answer } = await asked({
      integration: httpOf({ responses: { default: { statusCode: 200, responseParameters } } }),
      responses,
      answer: (_request, response) =>
        response
          .writeHead(201, { Server: "nginx", "X-Request-Id": "7", "X-Several": ["1", "2"], "Set-Cookie": "a=b" })
          .end('{"redirect":{"url":"http://x/"}}'),
    });
    expect(answer).toMatchObject({ status: 200, body: '{"redirect":{"url":"http://x/"}}' });
    expect(answer.headers).toMatchObject({
      "x-id": "7",
      "x-all": "1,2",
      location: "http://x/",
      "x-amzn-remapped-server": "nginx",
      via: "1.1 x",
      "content-type": "text/plain",
      "x-amzn-trace-id": expect.stringMatching(/^Root=1-/),
    });
    expect(answer.headers).not.toHaveProperty("set-cookie");
  });

  // localstack's recording of AWS: test_http_integration_status_code_selection.
  test.each([
    [404, 400],
    [201, 200],
    [500, 200],
  ])("the service's %i is a %i", async (status, expected) => {
    const { answer } = await asked({
      integration: httpOf({ responses: { "4\\d{2}": { statusCode: 400 }, default: { statusCode: 200 } } }),
      responses,
      answer: (_request, response) => response.writeHead(status).end("{}"),
    });
    expect(answer.status).toBe(expected);
  });

  test("a template makes another body of it", async () => {
    const responseTemplates = json(
      '#set($r = $input.path("$")){"first": "$r.list[0].name", "q": "$input.params("q")"}',
    );
    const { answer } = await asked({
      integration: httpOf({ responses: { default: { statusCode: 200, responseTemplates } } }),
      query: "?q=1",
      answer: (_request, response) => response.end('{"list":[{"name":"n"}]}'),
    });
    expect(answer.body).toBe('{"first": "n", "q": "1"}');
  });

  test.each([
    ["text/html", undefined, "/w=="],
    ["image/png", undefined, "\xff"],
    ["text/html", "CONVERT_TO_BINARY", "\xff"],
    ["image/png", "CONVERT_TO_TEXT", "/w=="],
  ])("binary for Accept: %s and %s", async (accept, contentHandling, body) => {
    const response = { statusCode: 200, ...(contentHandling ? { contentHandling } : {}) };
    const { answer } = await asked({
      integration: httpOf({ responses: { default: response } }),
      of: { root: { "x-amazon-apigateway-binary-media-types": ["image/png"] } },
      lines: [`Accept: ${accept}`],
      answer: (_request, response) => response.setHeader("Content-Type", "image/png").end(Buffer.from([0xff])),
    });
    expect(answer.body).toBe(body);
  });

  test("an answer of more than ten megabytes is a 500", async () => {
    const sized = (bytes: number) =>
      asked({ integration: httpOf(), answer: (_request, response) => void response.end(Buffer.alloc(bytes, "a")) });
    expect((await sized(10_485_761)).answer).toMatchObject({
      status: 500,
      body: '{"message":"Internal server error"}',
    });
    expect((await sized(10_485_760)).answer.status).toBe(200);
  });

  test.each([
    ["breaks off", 504, '{"message":"Network error communicating with endpoint"}', 29_000],
    ["takes too long", 504, '{"message":"Endpoint request timed out"}', 100],
  ])("a service that %s in the middle of its answer is a %i", async (what, status, body, timeoutInMillis) => {
    const { answer } = await asked({
      integration: httpOf({ timeoutInMillis }),
      answer: (_request, response) => {
        response.writeHead(200, { "Content-Length": "10" }).write("half");
        if (what === "breaks off") setTimeout(() => response.destroy(), 20);
      },
    });
    expect(answer).toMatchObject({ status, body });
  });
});
