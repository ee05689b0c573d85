// What an HTTP API says about its requests: its access log, its metrics, and that its authorizers can be made to forget.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { ApiGatewayV2Client, ResetAuthorizersCacheCommand } from "@aws-sdk/client-apigatewayv2";
import type { Running } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { start } from "../app.ts";
import { freePort } from "../conformance/free-port.ts";
import { type Backend, startBackend } from "../testing/backend.ts";
import { converse, raw } from "../testing/raw-connection.ts";

const secret = "an-administrators-secret-of-43-characters00";
const region = "us-east-1";
const invocation =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:guard/invocations";

const api = `openapi: 3.0.3
info: { title: Trades, version: "1" }
paths:
  /trades/{tradeId}:
    get:
      security: [{ guard: [] }]
      parameters: [{ name: tradeId, in: path, required: true, schema: { type: string } }]
      responses: { default: { description: "" } }
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: GET
        uri: arn:aws:elasticloadbalancing:us-east-1:000000000000:listener/app/trades/50dc6c495c0c9188/0467ef3c8400ae65
        connectionType: VPC_LINK
        connectionId: local
        payloadFormatVersion: "1.0"
components:
  securitySchemes:
    guard:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authorizer:
        type: request
        authorizerUri: ${invocation}
        authorizerPayloadFormatVersion: "2.0"
        authorizerResultTtlInSeconds: 300
        enableSimpleResponses: true
        identitySource: $request.header.Authorization
`;

const handler = `import { appendFileSync } from "node:fs";
export const handler = async ({ headers }) => {
  appendFileSync(new URL("./asked", import.meta.url), ".");
  return { isAuthorized: headers.authorization === "alice", context: { desk: "rates" } };
};
`;

const names = [
  ...["requestId", "extendedRequestId", "identity.sourceIp", "httpMethod", "routeKey", "status", "protocol", "path"],
  ...["responseLength", "dataProcessed", "stage", "authorizer.desk", "authorizer.error", "integration.status"],
  ...["integrationStatus", "integrationErrorMessage", "integration.requestId", "error.message", "error.responseType"],
  ...["customDomain.basePathMatched", "identity.clientCert.subjectDN"],
];

let folder: string;
let port: number;
let backend: Backend;
let gateway: Running;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "what-is-told-"));
  backend = await startBackend();
  port = await freePort();
  const written = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  written("api.yaml", api);
  written("handler.mjs", handler);
  written("asked", "");
  const format = `{${names.map((name) => `"${name}":"$context.${name}"`).join(",")}}`;
  gateway = await start(
    {
      GATEWAY_LISTEN: { host: "127.0.0.1", port },
      GATEWAY_PUBLIC_URL: "http://localhost:8080",
      GATEWAY_APIS: written(
        "apis.yaml",
        `apis: [{ id: gatehouse0, definition: api.yaml, stages: [{ name: $default, targets: { '*': trades }, accessLog: { format: '${format}', destination: access.log } }] }]\ndomains: [{ name: localhost, mappings: [{ basePath: v1, api: gatehouse0, stage: $default }] }]\n`,
      ),
      GATEWAY_FUNCTIONS: written(
        "functions.yaml",
        "- { arn: 'arn:aws:lambda:us-east-1:000000000000:function:guard', handler: './handler.mjs#handler' }\n",
      ),
      GATEWAY_RELOAD: false,
      GATEWAY_REGION: region,
      GATEWAY_ACCOUNT_ID: "000000000000",
      GATEWAY_VPC_LINK: { kind: "sockets", folder: backend.folder },
      GATEWAY_ADMIN_SECRET: secret,
    },
    { log: logger("gateway", new PassThrough().resume()) },
  );
});
afterAll(async () => {
  await backend.close();
  rmSync(folder, { recursive: true });
});

const ask = async (line: string, ...headers: readonly string[]) =>
  (await converse(port, raw(`${line} HTTP/1.1`, "Host: localhost:8080", ...headers))).answers[0]!;
const timesAsked = () => readFileSync(join(folder, "asked"), "utf8").length;

test("three requests", async () => {
  backend.answer = (_request, response) => response.setHeader("x-amzn-RequestId", "b-1").end("12345");
  expect((await ask("GET /v1/trades/7?q=1", "Authorization: alice")).status).toBe(200);
  expect((await ask("GET /v1/trades/7", "Authorization: mallory")).status).toBe(403);
  expect((await ask("GET /v1/none")).status).toBe(404);
});

test("AWS's client makes the authorizers forget", async () => {
  const asked = timesAsked();
  await ask("GET /v1/trades/7", "Authorization: alice");
  expect(timesAsked()).toBe(asked);
  const client = new ApiGatewayV2Client({
    endpoint: `http://127.0.0.1:${port}/_gatehouse/apigateway`,
    region,
    credentials: { accessKeyId: "GATEHOUSEADMINISTRATOR", secretAccessKey: secret },
    maxAttempts: 1,
  });
  const reset = new ResetAuthorizersCacheCommand({ ApiId: "gatehouse0", StageName: "$default" });
  expect((await client.send(reset)).$metadata.httpStatusCode).toBe(204);
  client.destroy();
  await ask("GET /v1/trades/7", "Authorization: alice");
  expect(timesAsked()).toBe(asked + 1);
});

test("metrics have the dimensions of HTTP APIs", async () => {
  const { body } = await ask("GET /_gatehouse/metrics", `Authorization: Bearer ${secret}`);
  const lines = body.split("\n");
  const of = 'ApiId="gatehouse0",Stage="$default"';
  expect(lines).toEqual(
    expect.arrayContaining([
      `aws_apigateway_count_total{${of},Route="GET /trades/{tradeId}"} 4`,
      `aws_apigateway_count_total{${of}} 1`,
      `aws_apigateway_4xx_total{${of},Route="GET /trades/{tradeId}"} 1`,
      `aws_apigateway_integration_latency_seconds_count{${of},Route="GET /trades/{tradeId}"} 3`,
      `gatehouse_authorizer_cache_hits_total{${of}} 1`,
      `gatehouse_authorizer_cache_misses_total{${of}} 3`,
    ]),
  );
  expect(body).not.toContain("4xxerror_total{");
});

test("the access log has what became of each", async () => {
  await gateway.close();
  const [first, denied, none] = readFileSync(join(folder, "access.log"), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const common = {
    ...Object.fromEntries(names.map((name) => [name, "-"])),
    requestId: expect.stringMatching(/^[A-Za-z0-9+/]{15}=$/),
    extendedRequestId: expect.stringMatching(/=$/),
    "identity.sourceIp": "127.0.0.1",
    httpMethod: "GET",
    protocol: "HTTP/1.1",
    stage: "$default",
    "customDomain.basePathMatched": "v1",
  };
  expect(first).toEqual({
    ...common,
    path: "/v1/trades/7",
    routeKey: "GET /trades/{tradeId}",
    status: "200",
    responseLength: "5",
    dataProcessed: "5",
    "authorizer.desk": "rates",
    "integration.status": "200",
    integrationStatus: "200",
    "integration.requestId": "b-1",
  });
  expect(denied).toMatchObject({
    routeKey: "GET /trades/{tradeId}",
    status: "403",
    "integration.status": "-",
    "error.message": "Forbidden",
  });
  expect(none).toMatchObject({ routeKey: "-", status: "404", "error.message": "Not Found", path: "/v1/none" });
});
