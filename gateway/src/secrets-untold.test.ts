// Whatever becomes of a request: what it carries that is secret stands in no log, no metric and no trace.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { listenAddress, type Running } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { start } from "./app.ts";
import { type Backend, startBackend } from "./testing/backend.ts";
import { startCollector, type TestedCollector } from "./tracing/testing/collector.ts";

const administrator = "MARKERS-administrators-secret-of-43-letters";
const invocation =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:authorizer/invocations";

const route = (path: string, uri: string) => `
  ${path}:
    post:
      security: [{ authorizer: [] }]
      responses: { default: { description: "" } }
      x-amazon-apigateway-integration: { type: http_proxy, httpMethod: POST, connectionType: VPC_LINK, connectionId: local, uri: "${uri}" }`;

const api = `openapi: 3.0.3
info: { title: Trades, version: "1" }
paths:${route("/trades", "http://trades/trades")}${route("/nobody", "http://nobody/")}
components:
  securitySchemes:
    authorizer:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: custom
      x-amazon-apigateway-authorizer: { type: token, authorizerUri: "${invocation}", authorizerResultTtlInSeconds: 300 }
`;

const handler = `export const handler = async ({ authorizationToken }) => {
  if (authorizationToken.includes("fails")) throw new Error("the key set is gone");
  const [, Effect] = /(Allow|Deny)$/.exec(authorizationToken) ?? [];
  if (!Effect) throw new Error("Unauthorized");
  return { principalId: "alice", policyDocument: { Version: "2012-10-17", Statement: [{ Effect, Action: "*", Resource: "*" }] } };
};
`;

/** Every variable that a REST API's access log can have, but for those that hold what the authorizer chose to tell. */
const variables = [
  ...["accountId", "apiId", "awsEndpointRequestId", "customDomain.basePathMatched", "deploymentId", "domainName"],
  ...["domainPrefix", "error.message", "error.messageString", "error.responseType", "error.validationErrorString"],
  ...["extendedRequestId", "httpMethod", "identity.accountId", "identity.caller", "identity.sourceIp", "identity.user"],
  ...["identity.userAgent", "identity.userArn", "integrationErrorMessage", "integrationLatency", "integrationStatus"],
  ...["path", "protocol", "requestId", "requestTime", "requestTimeEpoch", "resourceId", "resourcePath"],
  ...["responseLatency", "responseLength", "stage", "status", "xrayTraceId"],
  ...[
    "authorizer.principalId",
    "authorizer.integrationLatency",
    "authorizer.integrationStatus",
    "authorizer.requestId",
  ],
  ...["authenticate", "authorizer", "authorize", "waf"].flatMap((step) =>
    ["error", "latency", "status"].map((what) => `${step}.${what}`),
  ),
  ...["error", "integrationStatus", "latency", "requestId", "status"].map((what) => `integration.${what}`),
];

let folder: string;
let backend: Backend;
let collector: TestedCollector;
let gateway: Running;
const lines: string[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "secrets-untold-"));
  backend = await startBackend();
  collector = await startCollector();
  const written = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  written("api.yaml", api);
  written("handler.mjs", handler);
  const format = variables.map((name) => `$context.${name}`).join(" ");
  gateway = await start(
    {
      GATEWAY_LISTEN: listenAddress.parse(`unix:${join(folder, "gateway.sock")}`),
      GATEWAY_PUBLIC_URL: "http://localhost:8080",
      GATEWAY_APIS: written(
        "apis.yaml",
        `apis: [{ id: gatehouse0, definition: api.yaml, stages: [{ name: local, accessLog: { format: "${format}", destination: access.log } }] }]\ndomains: [{ name: localhost, mappings: [{ api: gatehouse0, stage: local }] }]\n`,
      ),
      GATEWAY_FUNCTIONS: written(
        "functions.yaml",
        "- { arn: 'arn:aws:lambda:us-east-1:000000000000:function:authorizer', handler: './handler.mjs#handler' }\n",
      ),
      GATEWAY_REGION: "us-east-1",
      GATEWAY_ACCOUNT_ID: "000000000000",
      GATEWAY_VPC_LINK: { kind: "sockets", folder: backend.folder },
      GATEWAY_RELOAD: false,
      GATEWAY_ADMIN_SECRET: administrator,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    },
    {
      log: logger(
        "gateway",
        new PassThrough().on("data", (line) => lines.push(String(line))),
      ),
    },
  );
});
afterAll(async () => {
  await collector.close();
  await backend.close();
  rmSync(folder, { recursive: true });
});

const ask = (method: string, path: string, headers: readonly string[], body = "") =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const socketPath = join(folder, "gateway.sock");
    const all = ["Host", "localhost:8080", ...headers, ...(body ? ["Content-Length", String(body.length)] : [])];
    const sent = request({ socketPath, method, path, headers: all, setHost: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    sent.once("error", reject);
    sent.end(body);
  });

const secrets = (token: string) => [
  ...["Authorization", `Bearer MARKERtoken${token}`, "Cookie", "session=MARKERcookie", "X-Api-Key", "MARKERapiKey"],
  ...["X-Csrf", "MARKERcsrf", "X-Other", "MARKERheader"],
];

test.each([
  ["let through", "/trades?code=MARKERcode", secrets("Allow"), 200],
  ["let through again", "/trades?code=MARKERcode", secrets("Allow"), 200],
  ["denied", "/trades?code=MARKERcode", secrets("Deny"), 403],
  ["not let in", "/trades?code=MARKERcode", secrets("none"), 401],
  ["let in by nobody", "/trades?code=MARKERcode", secrets("fails"), 500],
  ["without a route", "/none?code=MARKERcode", secrets("Allow"), 403],
  ["for a service that is not there", "/nobody?code=MARKERcode", secrets("Allow"), 500],
  ["with two tokens", "/trades?code=MARKERcode", [...secrets("Allow"), "Authorization", "Bearer MARKERtwo"], 400],
  ["for an upgrade", "/trades?code=MARKERcode", [...secrets("Allow"), "Upgrade", "websocket"], 403],
  ["for a path that is none", "/trades/%zz?code=MARKERcode", secrets("Allow"), 400],
  ["for the administrator", "/_gatehouse/metrics?code=MARKERcode", secrets("Allow"), 401],
])("a request %s", async (_what, path, headers, status) => {
  expect((await ask("POST", path, headers, '{"password":"MARKERbody"}')).status).toBe(status);
});

test("tells nothing of its secrets", async () => {
  const metrics = await ask("GET", "/_gatehouse/metrics", ["Authorization", `Bearer ${administrator}`]);
  await gateway.close();
  const told = {
    log: lines.join(""),
    accessLog: readFileSync(join(folder, "access.log"), "utf8"),
    metrics: metrics.text,
    traces: collector.text(),
  };
  for (const [where, text] of Object.entries(told)) {
    expect([where, text.length > 1_000, text.includes("/trades")]).toEqual([where, true, true]);
    expect([where, /.{0,60}MARKER.{0,20}/.exec(text)?.[0]]).toEqual([where, undefined]);
  }
  expect(told.accessLog.trim().split("\n")).toHaveLength(7);
  expect(collector.spans.filter(({ kind }) => kind === 2)).toHaveLength(7);
  expect(backend.seen.map(({ headers }) => headers.authorization)).toEqual([
    "Bearer MARKERtokenAllow",
    "Bearer MARKERtokenAllow",
  ]);
});
