import { parsePolicy } from "@gatehouse/iam-policy/parse-policy.ts";
import { clientId, signed, sub, type TestKey, testKey } from "@gatehouse/user-pool-client/testing/tokens.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createLocalJWKSet } from "jose";
import { policy, result, statement } from "../authorizers/testing/answers.ts";
import { awsIssuerOf } from "../cognito-tokens/user-pool.ts";
import type { Credential } from "../signatures/credential.ts";
import { alice, signedInHeader } from "../signatures/testing/signed.ts";
import { type Backend, startBackend } from "../testing/backend.ts";
import { stage, startGateway } from "../testing/gateway.ts";
import type { TestedGateway } from "../testing/served.ts";
import { document, imported, invocation, operation, proxy, scheme } from "./import/testing/definition.ts";

/** The gateway with user pools, signatures and a resource policy, from the file to the backend. */

const pool = { region: "eu-west-1", accountId: "123456789012", id: "eu-west-1_TestPool1" };
const poolArn = `arn:aws:cognito-idp:${pool.region}:${pool.accountId}:userpool/${pool.id}`;
const toFunction = { type: "aws_proxy", httpMethod: "POST", uri: invocation };
const overLink = { httpMethod: "ANY", connectionType: "VPC_LINK", connectionId: "local" };
const toService = proxy({
  ...overLink,
  requestParameters: {
    "integration.request.header.X-Sub": "context.authorizer.claims.sub",
    "integration.request.header.X-Arn": "context.identity.userArn",
  },
});
const templated = {
  type: "mock",
  requestTemplates: { "application/json": '{"statusCode": 200}' },
  responses: {
    default: {
      statusCode: "200",
      responseTemplates: {
        "application/json":
          "$context.authorizer.claims.sub $context.authorizer.claims['cognito:groups'] [$context.authorizer.claims] [$context.authorizer.claims.none] [$context.authorizer.principalId]",
      },
    },
  },
};
const guardedBy = (name: string, integration: object) => operation(integration, { security: [{ [name]: [] }] });
const path = (method: string, of: object) => ({ [method]: of });

const text = document(
  {
    "/claims": path("get", guardedBy("pool", toFunction)),
    "/token": path("get", guardedBy("pool", toService)),
    "/template": path("get", guardedBy("pool", templated)),
    "/signer": path("post", guardedBy("iam", toFunction)),
    "/signed": path("post", guardedBy("iam", toService)),
    "/function": path("get", guardedBy("guard", proxy(overLink))),
    "/open": path("get", operation(proxy(overLink))),
    "/frozen": path("get", guardedBy("guard", proxy(overLink))),
    "/silent": path("get", operation(proxy(overLink))),
  },
  {
    components: {
      securitySchemes: {
        guard: scheme(),
        pool: {
          ...scheme(),
          "x-amazon-apigateway-authtype": "cognito_user_pools",
          "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: [poolArn] },
        },
        iam: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
      },
    },
    "x-amazon-apigateway-policy": {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", NotResource: "*/GET/silent" },
        { Sid: "freeze", Effect: "Deny", Principal: "*", Action: "execute-api:Invoke", Resource: "*/GET/frozen" },
      ],
    },
  },
);

const known: Credential = {
  ...alice,
  policies: [parsePolicy({ Version: "2012-10-17", Statement: [statement("Allow")] })],
};

const { warnings: _, ...api } = imported(text);

let backend: Backend;
let gateway: TestedGateway;
let key: TestKey;
const events: { authorizationToken?: string; headers?: Record<string, string>; requestContext?: object }[] = [];

beforeAll(async () => {
  [backend, key] = await Promise.all([startBackend(), testKey()]);
  gateway = await startGateway({
    ...api,
    folder: backend.folder,
    invoke: async (_arn, event) => {
      events.push(event as object);
      const isAuthorizer = "methodArn" in (event as object);
      return result(isAuthorizer ? policy(statement("Allow")) : { statusCode: 200 });
    },
    trust: {
      keys: () => createLocalJWKSet({ keys: [key.jwk] }),
      issuerOf: awsIssuerOf,
      credentials: (id) => (id === known.accessKeyId ? known : undefined),
    },
  });
});
afterAll(async () => {
  await gateway.close();
  await backend.close();
});
beforeEach(() => {
  backend.reset();
  events.length = 0;
  gateway.lines.length = 0;
});

const ask = async (method: string, target: string, headers: Record<string, string> = {}, body?: string) => {
  const answer = await fetch(`${gateway.url}${target}`, { method, headers, ...(body === undefined ? {} : { body }) });
  return [answer.status, answer.headers.get("x-amzn-errortype"), await answer.text()];
};

const idToken = (changes: object = {}) => {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { sub, iss: awsIssuerOf(pool), aud: clientId, token_use: "id", iat, exp: iat + 60, ...changes };
  return signed(key, claims);
};

describe("a route that wants the token of a user pool", () => {
  test("hands the claims to a function, and nothing else of an authorizer", async () => {
    const token = await idToken({ "cognito:groups": ["staff"] });
    expect((await ask("GET", "/claims", { Authorization: token }))[0]).toBe(200);
    const { requestContext, headers } = events[0] ?? {};
    expect(requestContext).toMatchObject({
      authorizer: {
        claims: { sub, aud: clientId, "cognito:groups": "staff", exp: expect.stringMatching(/ UTC \d{4}$/) },
      },
      identity: { user: null, userArn: null },
    });
    expect(Object.keys((requestContext as { authorizer: object }).authorizer)).toEqual(["claims"]);
    expect(headers).toMatchObject({ Authorization: token });
  });

  test("hands one of them to a service, which cannot be had from the client", async () => {
    const headers = { Authorization: `Bearer ${await idToken()}`, "X-Sub": "somebody", "X-Arn": "somebody" };
    expect((await ask("GET", "/token", headers))[0]).toBe(200);
    expect(backend.seen[0]?.headers).toMatchObject({ "x-sub": sub, authorization: headers.Authorization });
    expect(backend.seen[0]?.headers).not.toHaveProperty("x-arn");
  });

  test("shows each claim to a template, and not all of them at once", async () => {
    const token = await idToken({ "cognito:groups": ["staff", "admins"] });
    const [status, , body] = await ask("GET", "/template", { Authorization: token });
    expect([status, body]).toEqual([200, `${sub} staff,admins [] [] []`]);
  });

  test("says who asked in the log", async () => {
    await ask("GET", "/token", { Authorization: await idToken() });
    expect(gateway.lines).toContainEqual(expect.objectContaining({ principal: sub, effect: "allow", status: 200 }));
  });

  test("refuses what is none and what has expired", async () => {
    const refused = (message: string) => [401, "UnauthorizedException", JSON.stringify({ message })];
    const expired = await idToken({ exp: Math.floor(Date.now() / 1000) - 1 });
    expect(await ask("GET", "/token")).toEqual(refused("Unauthorized"));
    expect(await ask("GET", "/token", { Authorization: "Bearer foo" })).toEqual(refused("Unauthorized"));
    expect(await ask("GET", "/token", { Authorization: expired })).toEqual(refused("The incoming token has expired"));
    expect(backend.seen).toEqual([]);
  });
});

const post = async (
  target: string,
  { signedBody, sentBody = signedBody }: { signedBody: string; sentBody?: string },
) => {
  const request = {
    method: "POST",
    path: target,
    query: "",
    headers: [["Host", new URL(gateway.url).host]] as const,
    body: Buffer.from(signedBody),
  };
  const { headers } = await signedInHeader(request, { region: stage.region, at: Date.now() });
  const sent = Object.fromEntries(headers.filter(([name]) => name.toLowerCase() !== "host"));
  return ask("POST", target, { ...sent, "Content-Type": "text/plain" }, sentBody);
};

describe("a route that wants a signature", () => {
  // Members as recorded on AWS on 17 June 2024 by Powertools for AWS Lambda (packages/parser/tests/events/apigw-rest/iam-auth.json).
  test("tells a function who signed, has no authorizer, and keeps the signature to itself", async () => {
    expect((await post("/signer", { signedBody: "hello" }))[0]).toBe(200);
    const [{ requestContext = {}, headers = {}, ...event } = {}] = events;
    expect(requestContext).toMatchObject({
      identity: {
        accessKey: alice.accessKeyId,
        accountId: alice.principal.accountId,
        caller: alice.principal.userId,
        user: alice.principal.userId,
        userArn: alice.principal.arn,
        cognitoIdentityId: null,
        principalOrgId: null,
      },
    });
    expect(requestContext).not.toHaveProperty("authorizer");
    expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain("authorization");
    expect(event).toMatchObject({ body: "hello" });
  });

  test("sends the signed body on to a service, with who signed it and without the signature", async () => {
    expect((await post("/signed", { signedBody: '{"amount":1}' }))[0]).toBe(200);
    expect(backend.seen[0]).toMatchObject({ body: '{"amount":1}', headers: { "x-arn": alice.principal.arn } });
    expect(backend.seen[0]?.headers).not.toHaveProperty("authorization");
  });

  test("refuses another body than was signed", async () => {
    const answer = await post("/signed", { signedBody: '{"amount":1}', sentBody: '{"amount":2}' });
    expect(answer.slice(0, 2)).toEqual([403, "InvalidSignatureException"]);
    expect(answer[2]).toMatch(/^\{"message":"The request signature we calculated does not match/);
    expect(backend.seen).toEqual([]);
  });

  test("refuses whoever has not signed", async () => {
    expect(await ask("POST", "/signed", {}, "x")).toEqual([
      403,
      "MissingAuthenticationTokenException",
      '{"message":"Missing Authentication Token"}',
    ]);
    const [status, type, body] = await ask("POST", "/signed", { Authorization: `Bearer ${await idToken()}` }, "x");
    expect([status, type]).toEqual([403, "IncompleteSignatureException"]);
    expect(body).toMatch(/^\{"message":"Invalid key=value pair \(missing equal-sign\) in Authorization header/);
    expect(backend.seen).toEqual([]);
  });
});

describe("the resource policy", () => {
  const denied = (target: string, suffix: string) => [
    403,
    "AccessDeniedException",
    JSON.stringify({
      Message: `User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********0000:gatehouse0/local/GET${target}${suffix}`,
    }),
  ];

  test("denies before the function is asked", async () => {
    const bearer = { Authorization: "Bearer foo" };
    expect(await ask("GET", "/frozen", bearer)).toEqual(denied("/frozen", " with an explicit deny"));
    expect(events).toEqual([]);
    expect((await ask("GET", "/function", bearer))[0]).toBe(200);
    expect(events).toHaveLength(1);
  });

  test("must allow an open route", async () => {
    expect(await ask("GET", "/silent")).toEqual(denied("/silent", ""));
    expect((await ask("GET", "/open"))[0]).toBe(200);
  });

  test("is named in the log with the statement that decided", async () => {
    await ask("GET", "/frozen", { Authorization: "Bearer foo" });
    expect(gateway.lines).toContainEqual(
      expect.objectContaining({
        refusal: "ACCESS_DENIED",
        statement: "freeze",
        reason:
          "statement freeze of the API's resource policy denies arn:aws:execute-api:us-east-1:000000000000:gatehouse0/local/GET/frozen",
      }),
    );
  });

  test("is asked after the route: a path that is nowhere is no matter of it", async () => {
    expect((await ask("GET", "/nowhere"))[1]).toBe("MissingAuthenticationTokenException");
  });
});
