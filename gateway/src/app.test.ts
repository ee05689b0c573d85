import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { listenAddress } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Client } from "undici";
import { start } from "./app.ts";
import type { Settings } from "./settings.ts";
import { type Backend, startBackend } from "./testing/backend.ts";

const invocation = (name: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:${name}/invocations`;

const api = `openapi: 3.0.3
info: { title: test, version: "1" }
paths:
  /trades/{tradeId}:
    get:
      security: [{ authorizer: [] }]
      parameters:
        - { name: tradeId, in: path, required: true, schema: { type: string } }
      responses: { default: { description: "" } }
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: GET
        connectionType: VPC_LINK
        connectionId: local
        uri: http://\${stageVariables.tradesHost}/trades/{tradeId}
        requestParameters:
          integration.request.path.tradeId: method.request.path.tradeId
          integration.request.header.X-User-Id: context.authorizer.principalId
components:
  securitySchemes:
    authorizer:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: custom
      x-amazon-apigateway-authorizer:
        type: token
        authorizerUri: ${invocation("${stageVariables.authorizer}")}
        authorizerResultTtlInSeconds: 0
`;
const variables = "{ tradesHost: trades, authorizer: authorizer }";
const functions =
  "- { arn: 'arn:aws:lambda:us-east-1:000000000000:function:authorizer', handler: './handler.mjs#handler' }\n";
const handler = `export const handler = async ({ authorizationToken, methodArn }) => {
  const Effect = { "Bearer alice": "Allow", "Bearer frozen": "Deny" }[authorizationToken];
  if (!Effect) throw new Error("Unauthorized");
  return { principalId: "alice", policyDocument: { Version: "2012-10-17", Statement: [{ Effect, Action: "*", Resource: methodArn }] } };
};
`;

let folder: string;
let backend: Backend;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gateway-app-"));
  backend = await startBackend();
  writeFileSync(join(folder, "handler.mjs"), handler);
});
afterAll(async () => {
  await backend.close();
  rmSync(folder, { recursive: true });
});

const written = (name: string, text: string) => {
  const file = join(folder, `${Math.random()}-${name}`);
  writeFileSync(file, text);
  return file;
};

const apisWith = (
  definition: string,
  { variables: given = variables, stage = "local", ofTheApi = "", more = "" },
) => `apis:
  - id: gatehouse0
    definition: ${definition}
    stages: [{ name: ${stage}, variables: ${given} }]${ofTheApi}
domains:
  - { name: localhost, mappings: [{ api: gatehouse0, stage: local }] }
${more}`;

const settingsWith = (
  given: Partial<Record<"api" | "variables" | "stage" | "functions" | "ofTheApi" | "more", string>> = {},
): Settings => ({
  GATEWAY_LISTEN: listenAddress.parse(`unix:${join(folder, "gateway.sock")}`),
  GATEWAY_PUBLIC_URL: "http://localhost:8080",
  GATEWAY_APIS: written("apis.yaml", apisWith(written("api.yaml", given.api ?? api), given)),
  GATEWAY_FUNCTIONS: written("functions.yaml", given.functions ?? functions),
  GATEWAY_RELOAD: false,
  GATEWAY_REGION: "us-east-1",
  GATEWAY_ACCOUNT_ID: "000000000000",
  GATEWAY_VPC_LINK: { kind: "sockets", folder: backend.folder },
});

const log = logger("gateway", new PassThrough().resume());

const httpApi = `openapi: 3.0.3
info: { title: test, version: "1" }
x-amazon-apigateway-cors: { allowOrigins: ["https://app.example.com"], allowMethods: [GET] }
paths:
  /trades/{tradeId}:
    get:
      security: [{ guard: [] }]
      responses: { default: { description: "" } }
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: ANY
        payloadFormatVersion: "1.0"
        connectionType: VPC_LINK
        connectionId: v1
        uri: arn:aws:elasticloadbalancing:\${AWS::Region}:\${AWS::AccountId}:listener/app/\${stageVariables.balancer}/0a/0b
        requestParameters: { "overwrite:header.x-caller": $context.authorizer.user }
  /echo:
    post:
      security: []
      responses: { default: { description: "" } }
      x-amazon-apigateway-integration: { type: aws_proxy, payloadFormatVersion: "2.0", uri: "${invocation("echo")}" }
components:
  securitySchemes:
    guard:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authorizer:
        type: request
        authorizerUri: ${invocation("guard")}
        authorizerPayloadFormatVersion: "2.0"
        enableSimpleResponses: true
        identitySource: $request.header.Authorization
`;
const httpHandlers = `export const guard = async ({ identitySource: [token] }) => ({ isAuthorized: token === "alice", context: { user: token } });
export const echo = async ({ routeKey, body }) => ({ routeKey, body });
`;
const httpApisWith = (definition: string, target: string) => `apis:
  - id: trades0000
    definition: ${definition}
    stages:
      - { name: $default, variables: { balancer: trades }, targets: { "arn:*:listener/app/trades/*": ${target} } }
      - { name: test, variables: { balancer: trades }, targets: { "arn:*": trades } }
`;

const httpSettings = (target = "trades"): Settings => {
  const handlers = written("http.mjs", httpHandlers);
  const listed = ["guard", "echo"].map(
    (name) => `- { arn: 'arn:aws:lambda:us-east-1:000000000000:function:${name}', handler: '${handlers}#${name}' }\n`,
  );
  return {
    ...settingsWith({ functions: listed.join("") }),
    GATEWAY_APIS: written("apis.yaml", httpApisWith(written("http-api.yaml", httpApi), target)),
  };
};

describe("the gateway, from its files", () => {
  test("matches, authorizes, maps and forwards", async () => {
    const running = await start(settingsWith(), { log });
    const client = new Client("http://localhost:8080", { socketPath: join(folder, "gateway.sock") });
    const ask = async (headers: Record<string, string>) => {
      const { statusCode, body } = await client.request({ path: "/trades/7", method: "GET", headers });
      return [statusCode, await body.text()];
    };
    expect(await ask({ authorization: "Bearer alice", "x-user-id": "evil" })).toEqual([
      200,
      '{"method":"GET","url":"/trades/7"}',
    ]);
    expect(backend.seen[0]?.headers["x-user-id"]).toBe("alice");
    expect(await ask({ authorization: "Bearer mallory" })).toEqual([401, '{"message":"Unauthorized"}']);
    await client.close();
    await running.close();
  });

  test("with what apis.yaml says of an API: its base path, and the words of a denial", async () => {
    const withServer = api.replace("paths:", "servers: [{ url: /v1 }]\npaths:");
    const ofTheApi = "\n    basePath: prepend\n    explicitDeny: with an explicit deny";
    const running = await start(settingsWith({ api: withServer, ofTheApi }), { log });
    const client = new Client("http://localhost:8080", { socketPath: join(folder, "gateway.sock") });
    const ask = async (path: string, authorization: string) => {
      const { statusCode, body } = await client.request({ path, method: "GET", headers: { authorization } });
      return [statusCode, await body.text()];
    };
    expect(await ask("/v1/trades/7", "Bearer alice")).toEqual([200, '{"method":"GET","url":"/trades/7"}']);
    expect((await ask("/trades/7", "Bearer alice"))[0]).toBe(403);
    expect(await ask("/v1/trades/7", "Bearer frozen")).toEqual([
      403,
      '{"Message":"User is not authorized to access this resource with an explicit deny"}',
    ]);
    await client.close();
    await running.close();
  });

  test.each([
    [
      "a stage variable that the stage lacks",
      { variables: "{ tradesHost: trades }" },
      /api.*line 28.*stage local in .* has no variable authorizer/s,
    ],
    [
      "a stage that is not there",
      { stage: "prod" },
      /line 6, domains\[0\]\.mappings\[0\]\.stage: the API gatehouse0 has no stage local; expected prod/,
    ],
    [
      "a stage variable of another form",
      { variables: "{ tradesHost: 'a b' }" },
      /line 4, apis\[0\]\.stages\[0\]\.variables\.tradesHost: /,
    ],
    [
      "a function that is not listed",
      { functions: "[]\n" },
      /api.yaml:6: GET .* on stage local needs the function arn:aws:lambda:us-east-1:000000000000:function:authorizer;.*does not list it/,
    ],
    ["a function that is not there", { functions: functions.replace("handler.mjs", "gone.mjs") }, /there is no file/],
    ["a private host that is no name", { variables: variables.replace("trades,", "../trades,") }, /uri/],
    [
      "a quota that has no database",
      {
        more: `usagePlans:
  - { name: basic, stages: [{ api: gatehouse0, stage: local }], quota: { limit: 1, period: DAY }, keys: [] }
`,
      },
      /the usage plan basic has a quota: set GATEWAY_DATABASE_URL/,
    ],
    ["another wording of a denial", { ofTheApi: "\n    explicitDeny: no" }, /apis\[0\]\.explicitDeny: /],
    ["another mode of the base path", { ofTheApi: "\n    basePath: append" }, /apis\[0\]\.basePath: /],
    [
      "a resource that is the gateway's own",
      { api: api.replace("/trades/{tradeId}:", "/_gatehouse/{tradeId}:") },
      /api\.yaml:6: \/_gatehouse\/\{tradeId\} lies under \/_gatehouse, where the gateway answers for itself/,
    ],
    ["a field that is not known", { api: api.replace("connectionId", "conectionId") }, /conectionId/],
  ])("does not start with %s", async (_what, given, message) => {
    await expect(start(settingsWith(given), { log })).rejects.toThrow(message);
  });
});

describe("an HTTP API, from its files", () => {
  const host = "trades0000.execute-api.localhost:8080";
  test("is reached at its endpoint: routes, authorizes, maps, forwards and invokes", async () => {
    backend.reset();
    const running = await start(httpSettings(), { log });
    const client = new Client("http://localhost:8080", { socketPath: join(folder, "gateway.sock") });
    const ask = async (method: "GET" | "POST" | "OPTIONS", path: string, headers: Record<string, string> = {}) => {
      const body = method === "POST" ? "hi" : null;
      const { statusCode, body: answer } = await client.request({ method, path, headers: { host, ...headers }, body });
      return [statusCode, await answer.text()];
    };
    const alice = { authorization: "alice", "x-caller": "mallory" };
    expect(await ask("GET", "/trades/7", alice)).toEqual([200, '{"method":"GET","url":"/trades/7"}']);
    expect(await ask("GET", "/test/trades/7", alice)).toEqual([200, '{"method":"GET","url":"/test/trades/7"}']);
    expect(backend.seen.map(({ headers }) => headers["x-caller"])).toEqual(["alice", "alice"]);
    expect(await ask("GET", "/trades/7", { authorization: "mallory" })).toEqual([403, '{"message":"Forbidden"}']);
    expect(await ask("GET", "/trades/7")).toEqual([401, '{"message":"Unauthorized"}']);
    expect(await ask("POST", "/echo", { "content-type": "text/plain" })).toEqual([
      200,
      '{"routeKey":"POST /echo","body":"hi"}',
    ]);
    expect(await ask("OPTIONS", "/trades/7", { origin: "https://app.example.com" })).toEqual([204, ""]);
    expect(await ask("GET", "/prod/trades/7", alice)).toEqual([404, '{"message":"Not Found"}']);
    await client.close();
    await running.close();
  });

  test.each([
    ["a target that is no host", "a/b", /targets.*expected a private host/],
    ["a target that is no socket", "https://trades", /the target of arn:.*: a private host is reached at/],
  ])("does not start with %s", async (_what, target, message) => {
    await expect(start(httpSettings(target), { log })).rejects.toThrow(message);
  });
});
