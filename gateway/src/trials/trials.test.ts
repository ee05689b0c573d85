import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { Refusal } from "../http-api/refusal.ts";
import { startHttpApi } from "../http-api/testing/gateway.ts";
import { guarded, lambdaRoute } from "../http-api/testing/routes.ts";
import { type Backend, startBackend } from "../testing/backend.ts";
import { startGateway } from "../testing/gateway.ts";
import { httpRoute, tokenAuthorizer } from "../testing/routes.ts";
import type { TestedGateway } from "../testing/served.ts";
import type { Trial } from "./trial.ts";
import { writtenTrial } from "./written-trial.ts";

const secret = "an-administrators-secret-of-43-characters00";
let backend: Backend;
let gateway: TestedGateway;
let asked = 0;
beforeAll(async () => {
  backend = await startBackend();
  gateway = await startGateway({
    folder: backend.folder,
    administrator: secret,
    routes: [
      httpRoute("GET", "/trades/{tradeId}", { authorizer: tokenAuthorizer }),
      httpRoute("GET", "/cached", { authorizer: { ...tokenAuthorizer, resultTtl: 300 } }),
      httpRoute("GET", "/open"),
    ],
    invoke,
  });
});
afterAll(async () => {
  await gateway.close();
  await backend.close();
});
beforeEach(() => {
  backend.reset();
  asked = 0;
});

const invoke: InvokeFunction = async (_arn, event) => {
  asked++;
  const { authorizationToken, methodArn } = event as { authorizationToken: string; methodArn: string };
  if (authorizationToken === "Bearer broken") return { kind: "error", errorType: "Error", errorMessage: "down" };
  const resource = authorizationToken === "Bearer wide" ? "*" : methodArn;
  const Statement = [
    { Sid: "read", Effect: "Allow", Action: "execute-api:Invoke", Resource: resource },
    { Sid: "frozen", Effect: "Deny", Action: "*", Resource: "*/frozen" },
  ];
  return { kind: "result", value: { principalId: "alice", policyDocument: { Version: "2012-10-17", Statement } } };
};

const tried = async (route: string, token?: string): Promise<Trial> => {
  const [method, path] = route.split(" ");
  const response = await fetch(`${gateway.url}/_gatehouse/authorizers/invoke`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}` },
    body: JSON.stringify({ method, path, headers: token === undefined ? [] : [["Authorization", token]] }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Trial;
};

describe("a trial", () => {
  test("shows the event, the answer, the statement that decided, and asks nobody behind", async () => {
    const trial = await tried("GET /trades/1", "Bearer alice");
    expect(trial).toMatchObject({
      route: "GET /trades/{tradeId}",
      cache: "miss",
      event: { type: "TOKEN", authorizationToken: "Bearer alice", methodArn: expect.stringMatching(/GET\/trades\/1$/) },
      output: { kind: "result", value: { principalId: "alice" } },
      milliseconds: expect.any(Number),
      decision: { principal: "alice", effect: "allow", statement: "read" },
      refusal: null,
    });
    expect(backend.seen).toEqual([]);
    expect(writtenTrial(trial)).toMatch(
      /^let through[\s\S]*statement {2}read[\s\S]*"authorizationToken": "Bearer alice"/,
    );
  });

  test("shows what a client would get where the policy denies", async () => {
    const trial = await tried("GET /trades/frozen", "Bearer alice");
    expect(trial).toMatchObject({
      decision: { effect: "explicitDeny", statement: "frozen", refusal: "ACCESS_DENIED" },
      refusal: { status: 403, body: expect.stringContaining("with an explicit deny") },
    });
    expect(writtenTrial(trial)).toMatch(/^refused: 403/);
  });

  test.each<[string, string, string | undefined, object]>([
    ["no token", "GET /trades/1", undefined, { cache: "none", event: null, refusal: { status: 401 } }],
    [
      "a function that fails",
      "GET /trades/1",
      "Bearer broken",
      { cache: "miss", output: { kind: "error" }, refusal: { status: 500 } },
    ],
    ["an open route", "GET /open", undefined, { cache: "none", refusal: null }],
    ["no route", "GET /nowhere", undefined, { route: null, cache: "none", refusal: { status: 403 } }],
  ])("of %s", async (_what, route, token, shown) => {
    expect(await tried(route, token)).toMatchObject(shown);
  });

  test("looks at the cache and leaves it as it is", async () => {
    const authorization = "Bearer wide";
    const ask = () => fetch(`${gateway.url}/cached`, { headers: { authorization } });
    expect((await tried("GET /cached", authorization)).cache).toBe("miss");
    expect((await tried("GET /cached", authorization)).cache).toBe("miss");
    await ask();
    expect(asked).toBe(3);
    expect(await tried("GET /cached", authorization)).toMatchObject({
      cache: "hit",
      event: null,
      kept: { principalId: "alice" },
      decision: { cached: true },
    });
    expect(asked).toBe(3);
  });

  test("advises against a kept policy for one ARN, and not against one for all", async () => {
    expect((await tried("GET /cached", "Bearer narrow")).advice).toMatch(/one ARN and no pattern.*300 seconds/);
    expect((await tried("GET /cached", "Bearer wider")).advice).not.toBeNull();
    expect((await tried("GET /trades/1", "Bearer narrow")).advice).toBeNull();
    expect((await tried("GET /cached", "Bearer wide")).advice).toBeNull();
  });
});

test.each([
  ["no JSON", "{", 400],
  ["no method", JSON.stringify({ path: "/open" }), 400],
  ["a path that is none", JSON.stringify({ method: "GET", path: "open" }), 400],
  ["a path that the front refuses", JSON.stringify({ method: "GET", path: "/a/../b" }), 400],
  ["a request that is one", JSON.stringify({ method: "GET", path: "/open" }), 200],
])("%s: %#", async (_what, body, status) => {
  const headers = { authorization: `Bearer ${secret}` };
  const response = await fetch(`${gateway.url}/_gatehouse/authorizers/invoke`, { method: "POST", headers, body });
  expect(response.status).toBe(status);
});

test("of an HTTP API goes as far as its authorizer, too", async () => {
  const routes = [lambdaRoute("GET /a", { authorization: guarded })];
  const answers = new Map([
    ["alice", true],
    ["mallory", false],
  ]);
  const api = await startHttpApi({
    routes,
    administrator: secret,
    authorize: async ({ request }) => {
      const name = request.headers.find(([each]) => each === "Authorization")?.[1] ?? "";
      if (!answers.get(name)) throw new Refusal("ACCESS_DENIED", `it is ${name}`);
      return { kind: "lambda", principalId: name, context: null };
    },
  });
  const trialOf = async (name: string) => {
    const response = await fetch(`${api.url}/_gatehouse/authorizers/invoke`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}` },
      body: JSON.stringify({ method: "GET", path: "/a", headers: [["Authorization", name]] }),
    });
    return (await response.json()) as Trial;
  };
  expect(await trialOf("alice")).toMatchObject({ route: "GET /a", refusal: null });
  expect(await trialOf("mallory")).toMatchObject({
    route: "GET /a",
    refusal: { status: 403, body: '{"message":"Forbidden"}' },
  });
  await api.close();
});
