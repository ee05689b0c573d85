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
