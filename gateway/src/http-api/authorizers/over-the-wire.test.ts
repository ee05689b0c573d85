import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { listenAddress, type Running } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import { type TestKey, testKey } from "@gatehouse/user-pool-client/testing/tokens.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Client } from "undici";
import { stringify } from "yaml";
import { start } from "../../app.ts";
import { signedToken } from "../../jwt/testing/signed-token.ts";
import { alice, signedInHeader } from "../../signatures/testing/signed.ts";

const pool = "us-east-1_AbCdEfGhI";
/** What the pool calls itself; it is reached elsewhere. */
const issuer = `http://localhost:9229/${pool}`;
const host = "localhost";

let folder: string;
let issuing: Server;
let key: TestKey;
let gateway: Running;
let client: Client;

const functionNamed = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
const invocation = (name: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionNamed(name)}/invocations`;

const guardedBy = (...security: object[]) => ({
  get: {
    security,
    responses: { default: { description: "" } },
    "x-amazon-apigateway-integration": {
      type: "aws_proxy",
      httpMethod: "POST",
      uri: invocation("echo"),
      payloadFormatVersion: "2.0",
    },
  },
});

const lambda = (changes: object) => ({
  type: "apiKey",
  name: "Authorization",
  in: "header",
  "x-amazon-apigateway-authorizer": {
    type: "request",
    authorizerUri: invocation("guard"),
    authorizerPayloadFormatVersion: "2.0",
    identitySource: "$request.header.Authorization",
    ...changes,
  },
});

const api = {
  openapi: "3.0.1",
  info: { title: "guarded", version: "1" },
  paths: {
    "/open": guardedBy(),
    "/policy": guardedBy({ policy: [] }),
    "/simple": guardedBy({ simple: [] }),
    "/token": guardedBy({ token: [] }),
    "/scoped": guardedBy({ token: ["trades/read"] }),
    "/signed": guardedBy({ signature: [] }),
  },
  components: {
    securitySchemes: {
      policy: lambda({ authorizerResultTtlInSeconds: 300 }),
      simple: lambda({ enableSimpleResponses: true }),
      token: {
        type: "oauth2",
        flows: {},
        "x-amazon-apigateway-authorizer": {
          type: "jwt",
          jwtConfiguration: { issuer, audience: ["client"] },
          identitySource: "$request.header.Authorization",
        },
      },
      signature: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "awsSigv4",
      },
    },
  },
};

/** `guard` answers with what the header holds, as JSON, or fails with it; `echo` tells who asks. */
const handlers = `export const echo = async ({ requestContext }) => requestContext.authorizer ?? "nobody";
export const guard = async ({ headers, routeArn }) => {
  if (!headers.authorization.startsWith("{")) throw new Error(headers.authorization);
  return JSON.parse(headers.authorization.replaceAll("{routeArn}", routeArn));
};
`;

const iam = {
  principals: [
    {
      arn: alice.principal.arn,
      userId: alice.principal.userId,
      accessKeys: [{ accessKeyId: alice.accessKeyId, secretAccessKey: "${ALICE_SECRET_OF_THE_TEST}" }],
      policies: [
        {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: "execute-api:Invoke", Resource: "arn:aws:execute-api:*:*:*/*/GET/signed" },
          ],
        },
      ],
    },
  ],
};

const written = (name: string, content: unknown) => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : stringify(content));
  return file;
};

/** The pool, at a URL that only this network knows. */
const startIssuer = async () => {
  key = await testKey("key-1");
  const documents: Readonly<Record<string, unknown>> = {
    [`/${pool}/.well-known/openid-configuration`]: { issuer, jwks_uri: `${issuer}/.well-known/jwks.json` },
    [`/${pool}/.well-known/jwks.json`]: { keys: [key.jwk] },
  };
  issuing = createServer(({ url }, response) => response.end(JSON.stringify(documents[url ?? ""] ?? {})));
  await new Promise<void>((resolve) => issuing.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(issuing.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "http-authorizers-"));
  process.env.ALICE_SECRET_OF_THE_TEST = alice.secretAccessKey;
  written("handlers.mjs", handlers);
  written("api.yaml", api);
  const socket = join(folder, "gateway.sock");
  const stages = [{ name: "$default" }];
  const functions = ["echo", "guard"].map((name) => ({ arn: functionNamed(name), handler: `./handlers.mjs#${name}` }));
  gateway = await start(
    {
      GATEWAY_LISTEN: listenAddress.parse(`unix:${socket}`),
      GATEWAY_PUBLIC_URL: "http://localhost:8080",
      GATEWAY_APIS: written("apis.yaml", {
        apis: [{ id: "httpapi000", definition: "api.yaml", stages }],
        domains: [{ name: host, mappings: [{ api: "httpapi000", stage: "$default" }] }],
      }),
      GATEWAY_FUNCTIONS: written("functions.yaml", functions),
      GATEWAY_REGION: "us-east-1",
      GATEWAY_ACCOUNT_ID: "123456789012",
      GATEWAY_VPC_LINK: { kind: "network" },
      GATEWAY_ISSUER: issuer,
      GATEWAY_USER_POOL_URL: await startIssuer(),
      GATEWAY_RELOAD: false,
      GATEWAY_IAM: written("iam.yaml", iam),
    },
    { log: logger("gateway", new PassThrough().resume()) },
  );
  client = new Client(`http://${host}`, { socketPath: socket });
});

afterAll(async () => {
  await client.close();
  await gateway.close();
  issuing.closeAllConnections();
  issuing.close();
  rmSync(folder, { recursive: true });
});

const ask = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await client.request({ path, method: "GET", headers: { host, ...headers } });
  return { status: answer.statusCode, body: await answer.body.text(), headers: answer.headers };
};
const saying = (answer: unknown) => ({ authorization: typeof answer === "string" ? answer : JSON.stringify(answer) });

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
const unauthorized = [401, '{"message":"Unauthorized"}'];
const forbidden = [403, '{"message":"Forbidden"}'];
const failed = [500, '{"message":"Internal Server Error"}'];

const allow = (resource: string, context?: object) => ({
  principalId: "alice",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: resource }],
  },
  ...(context ? { context } : {}),
});

describe("a Lambda authorizer", () => {
  test.each<[string, string, Record<string, string>, (string | number)[]]>([
    ["without a header", "/policy", {}, unauthorized],
    ["that fails with Unauthorized", "/policy", saying("Unauthorized"), unauthorized],
    ["that fails otherwise", "/policy", saying("the database is down"), failed],
    ["that allows something else", "/policy", saying(allow("arn:aws:execute-api:*:*:*/*/GET/other")), forbidden],
    ["that is given the route's ARN and allows it", "/policy", saying(allow("{routeArn}")), [200, '{"lambda":null}']],
    [
      "that answers with a context",
      "/policy",
      saying(allow("*", { n: 1, list: ["a"], map: { b: true } })),
      [200, '{"lambda":{"n":1,"list":["a"],"map":{"b":true}}}'],
    ],
    ["with a policy that says no more than isAuthorized", "/policy", saying({ isAuthorized: true }), failed],
    ["with a simple yes", "/simple", saying({ isAuthorized: true }), [200, '{"lambda":null}']],
    ["with a simple no", "/simple", saying({ isAuthorized: false }), forbidden],
    ["with a text for yes", "/simple", saying({ isAuthorized: "true" }), failed],
  ])("%s", async (_what, path, headers, [status, body]) => {
    const answer = await ask(path, headers);
    expect(answer).toMatchObject({ status, body });
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(answer.headers["apigw-requestid"]).toMatch(/=$/);
    expect(answer.headers["www-authenticate"]).toBeUndefined();
  });

  test("is not asked on an open route", async () => {
    expect(await ask("/open")).toMatchObject({ status: 200, body: "nobody" });
  });
});

describe("a JWT authorizer", () => {
  const now = () => Math.floor(Date.now() / 1000);
  const token = (changes: object = {}) =>
    signedToken(key, { iss: issuer, aud: "client", sub: "alice", exp: now() + 600, ...changes });
  const bearing = (text: string) => ({ authorization: `Bearer ${text}` });

  test("lets a token of the pool through, whose keys are fetched where this network has them", async () => {
    const { status, body } = await ask("/token", bearing(await token()));
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      jwt: { claims: { aud: "client", exp: expect.stringMatching(/^\d+$/), iss: issuer, sub: "alice" }, scopes: null },
    });
  });

  test("tells a request without a token that it wants one", async () => {
    const { status, body, headers } = await ask("/token");
    expect([status, body]).toEqual(unauthorized);
    expect(headers["www-authenticate"]).toBe("Bearer");
  });

  test("tells what is wrong with a token", async () => {
    const { status, body, headers } = await ask("/token", bearing(await token({ aud: "stranger" })));
    expect([status, body]).toEqual(unauthorized);
    expect(headers["www-authenticate"]).toBe(
      'Bearer scope="" error="invalid_token" error_description="the token does not have a valid audience"',
    );
  });

  test("asks for a scope of the route", async () => {
    const { status, body } = await ask("/scoped", bearing(await token({ scope: "openid" })));
    expect([status, body]).toEqual(forbidden);
    const accepted = await ask("/scoped", bearing(await token({ scope: "openid trades/read" })));
    expect(JSON.parse(accepted.body).jwt.scopes).toEqual(["openid", "trades/read"]);
  });
});

describe("a signature", () => {
  const signed = async (path: string) => {
    const request = { method: "GET", path, query: "", headers: [["Host", host]] as const, body: Buffer.alloc(0) };
    const { Host: _, ...headers } = Object.fromEntries((await signedInHeader(request, { at: Date.now() })).headers);
    return headers;
  };

  test("lets its signer through whose policies allow it", async () => {
    const { status, body } = await ask("/signed", await signed("/signed"));
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ iam: { accessKey: alice.accessKeyId, userArn: alice.principal.arn } });
  });

  test.each([
    ["without one", async () => ({})],
    ["for another path", () => signed("/signed/not")],
    ["that is a token", async () => ({ authorization: "Bearer foo" })],
  ])("%s is a 403 that says no more", async (_what, headers) => {
    const { status, body } = await ask("/signed", await headers());
    expect([status, body]).toEqual(forbidden);
  });
});
