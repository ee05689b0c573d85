import { describe, expect, test } from "@jest/globals";
import { api, functionArn, invocation, operation, proxy, refused, refusedOnly, routeOf } from "./testing/definition.ts";

const response = (more: object = {}) => ({ responses: { default: { statusCode: 200, ...more } } });
const http = (more: object = {}) => proxy({ type: "http", ...response(), ...more });
const aws = (more: object = {}) => ({ type: "aws", httpMethod: "POST", uri: invocation, ...response(), ...more });
const awsProxy = (more: object = {}) => ({ type: "aws_proxy", httpMethod: "POST", uri: invocation, ...more });
const template = (text: string) => ({ requestTemplates: { "application/json": text } });
const mapped = (header: string, value = "'x'") => ({
  requestParameters: { [`integration.request.header.${header}`]: value },
});
const streaming = invocation
  .replace("2015-03-31", "2021-11-15")
  .replace("/invocations", "/response-streaming-invocations");

test("the control twins are imported without a warning", () => {
  for (const integration of [http(), aws(), awsProxy(), proxy()])
    expect(api(operation(integration)).warnings).toEqual([]);
});

describe("an integration is read", () => {
  test.each<[string, object, object]>([
    ["over HTTP", http({ passthroughBehavior: "never" }), { type: "HTTP", passthrough: "NEVER", timeout: 29_000 }],
    ["with a conversion", http({ contentHandling: "CONVERT_TO_TEXT" }), { contentHandling: "CONVERT_TO_TEXT" }],
    ["with a function", aws(), { type: "AWS", functionArn, mappings: [] }],
    ["with an ARN of two slashes", aws({ uri: invocation.replace("path/", "path//") }), { functionArn }],
    [
      "with a function that streams",
      awsProxy({ uri: streaming, responseTransferMode: "STREAM", timeoutInMillis: 900_000 }),
      { type: "AWS_PROXY", functionArn, transferMode: "STREAM", timeout: 900_000 },
    ],
    [
      "with a service that streams",
      proxy({ responseTransferMode: "stream", timeoutInMillis: 30_000 }),
      { transferMode: "STREAM", timeout: 30_000 },
    ],
    [
      "with a body as a source",
      http({ requestParameters: { "integration.request.header.X": "method.request.body.a[0]" } }),
      { mappings: [{ source: { kind: "body", path: { isDefinite: true } } }] },
    ],
  ])("%s", (_what, integration, expected) => {
    expect(routeOf(operation(integration)).integration).toMatchObject(expected);
  });

  test("with responses that a reference declares", () => {
    const responses = { "200": { $ref: "#/components/responses/ok" } };
    const components = { responses: { ok: { description: "", headers: { "X-Id": {} } } } };
    const responseParameters = { "method.response.header.X-Id": "integration.response.header.id" };
    const route = routeOf(operation(http(response({ responseParameters })), { responses }), { components });
    expect(route.integration).toMatchObject({
      responses: [{ headers: new Map([["X-Id", { kind: "response header", name: "id", multivalue: false }]]) }],
    });
  });
});

describe("the start is stopped, with line and field, by", () => {
  test.each<[string, object, RegExp]>([
    ["a template that does not parse", http(template("a\n#if($x)\nb")), /line 3 of the template: expected #end of #if/],
    [
      "a response's template that does not parse",
      http(response({ responseTemplates: { "text/plain": "#end" } })),
      /responseTemplates\.text\/plain: line 1 of the template/,
    ],
    ["a template that is none", http({ requestTemplates: { "application/json": {} } }), /expected a template/],
    ["a template that is too large", http(template("x".repeat(307_201))), /307200 bytes at most/],
    ["a JSONPath that is none", http(template("$input.json('$.a[')")), /\$input\.json: no JSONPath.*'name'/],
    ["a function of another service", http(template("$util.toJson($x)")), /\$util has no toJson/],
    ["an unknown function of $input", http(template('#set($x = "$input.boby")')), /\$input has no boby/],
    ["no responses", http({ responses: {} }), /needs responses/],
    ["an undeclared status", operationOf(http(), { responses: { "201": {} } }), /declare no 200/],
    [
      "an undeclared header",
      http(response({ responseParameters: { "method.response.header.X": "'1'" } })),
      /declares no header X/,
    ],
    [
      "a response from the request",
      http(response({ responseParameters: { "method.response.header.X": "method.request.header.X" } })),
      /expected 'text'.*integration\.response/,
    ],
    ["a broken pattern", http({ responses: { "(": { statusCode: 200 } } }), /no regular expression/],
    ["an unknown conversion", http({ contentHandling: "CONVERT" }), /expected CONVERT_TO_TEXT or CONVERT_TO_BINARY/],
    ["an unknown member of a response", http(response({ templates: {} })), /templates is not supported/],
    [
      "another service of AWS",
      aws({ uri: "arn:aws:apigateway:eu-west-1:s3:path/b/k" }),
      /the service s3 is not supported/,
    ],
    [
      "an action of Lambda",
      aws({ uri: "arn:aws:apigateway:eu-west-1:lambda:action/Invoke" }),
      /expected arn:aws:apigateway/,
    ],
    ["a function by GET", aws({ httpMethod: "GET" }), /httpMethod: expected POST/],
    ["a streaming ARN that does not stream", awsProxy({ uri: streaming }), /2015-03-31.*\/invocations/],
    [
      "a stream from an ARN that does not",
      awsProxy({ responseTransferMode: "STREAM" }),
      /response-streaming-invocations/,
    ],
    ["a long stream", proxy({ responseTransferMode: "STREAM", timeoutInMillis: 900_001 }), /50 to 900000/],
    ["a stream through templates", http({ responseTransferMode: "STREAM" }), /responseTransferMode is not supported/],
    ["an unknown mode", proxy({ responseTransferMode: "CHUNKED" }), /expected BUFFERED or STREAM/],
    ["a header that AWS fails on", http(mapped("Content-Length")), /answers every request with a 500/],
    ["one that Lambda's API has itself", aws(mapped("Authorization")), /answers every request with a 500/],
    ["the same behind a proxy", awsProxy(mapped("TE")), /answers every request with a 500/],
    ["another way of invocation", aws(mapped("X-Amz-Invocation-Type", "'DryRun'")), /'RequestResponse' or 'Event'/],
    ["unchecked TLS where there is none", http({ tlsConfig: { insecureSkipVerification: true } }), /https:/],
    ["an unknown TLS setting", http({ tlsConfig: { serverNameToVerify: "x" } }), /serverNameToVerify is not supported/],
  ])("%s", (_what, integration, message) => {
    const { of = operation(integration) } = integration as { readonly of?: object };
    refused(() => api(of), message);
  });
});

function operationOf(integration: object, more: object) {
  return { of: operation(integration, more) };
}

test("a behaviour that is none is told once, of proxies as well", () => {
  for (const integration of [http, aws, awsProxy, proxy]) {
    const read = (passthroughBehavior: string) => api(operation(integration({ passthroughBehavior })));
    refusedOnly(() => read("always"), /passthroughBehavior: expected WHEN_NO_MATCH or WHEN_NO_TEMPLATES or NEVER/);
    expect(read("when_no_templates").routes).toHaveLength(1);
  }
});

describe("a warning is for", () => {
  test.each<[string, object, RegExp]>([
    ["mappings of a function's proxy", awsProxy(mapped("X")), /has no effect: a Lambda proxy takes no mappings/],
    ["mappings of a function", aws(mapped("X")), /X: a function gets the body alone/],
    ["headers that are dropped", http(mapped("Via")), /the header Via never reaches the backend/],
    ["credentials", aws({ credentials: "arn:aws:iam::123456789012:role/r" }), /credentials has no effect/],
    ["a cache", http({ cacheKeyParameters: ["method.request.path.id"] }), /nothing is cached/],
    [
      "unknown context",
      http(template("$context.authorizer.a $context.noting $context.error.message")),
      /\$context\.noting/,
    ],
    [
      "unchecked TLS",
      proxy({ uri: "https://trades/", tlsConfig: { insecureSkipVerification: true } }),
      /its certificate goes unchecked/,
    ],
    [
      "the target of a link",
      proxy({ connectionType: "VPC_LINK", connectionId: "x", integrationTarget: "arn:x" }),
      /the uri's host is asked/,
    ],
  ])("%s", (_what, integration, message) => {
    expect(api(operation(integration)).warnings.join("\n")).toMatch(message);
  });
});
