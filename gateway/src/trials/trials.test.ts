import { spawn } from "node:child_process";
import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { Refusal } from "../http-api/refusal.ts";
import { startHttpApi } from "../http-api/testing/gateway.ts";
import { guarded, lambdaRoute } from "../http-api/testing/routes.ts";
import type { Headers } from "../request/headers.ts";
import { type Backend, startBackend } from "../testing/backend.ts";
import { startGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { httpRoute, tokenAuthorizer } from "../testing/routes.ts";
import type { TestedGateway } from "../testing/served.ts";
import type { Trial } from "./trial.ts";
import { writtenTrial } from "./written-trial.ts";

const secret = "an-administrators-secret-of-43-characters00";
let backend: Backend;
let gateway: TestedGateway;
let asked = 0;
const events: unknown[] = [];
beforeAll(async () => {
  backend = await startBackend();
  gateway = await startGateway({
    folder: backend.folder,
    administrator: secret,
    routes: [
      httpRoute("GET", "/trades/{tradeId}", { authorizer: tokenAuthorizer }),
      httpRoute("GET", "/cached", { authorizer: { ...tokenAuthorizer, resultTtl: 300 } }),
      httpRoute("GET", "/open"),
      httpRoute("GET", "/seen", { authorizer: { ...tokenAuthorizer, type: "REQUEST", identitySources: [] } }),
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
  events.length = 0;
});

const invoke: InvokeFunction = async (_arn, event) => {
  asked++;
  events.push(event);
  const { authorizationToken, methodArn } = event as { authorizationToken: string; methodArn: string };
  if (authorizationToken === "Bearer broken") return { kind: "error", errorType: "Error", errorMessage: "down" };
  const resource = authorizationToken === "Bearer wide" ? "*" : methodArn;
  const Statement = [
    { Sid: "read", Effect: "Allow", Action: "execute-api:Invoke", Resource: resource },
    { Sid: "frozen", Effect: "Deny", Action: "*", Resource: "*/frozen" },
  ];
  return { kind: "result", value: { principalId: "alice", policyDocument: { Version: "2012-10-17", Statement } } };
};

const tried = (route: string, token?: string) =>
  triedWith(route, token === undefined ? [] : [["Authorization", token]]);

const triedWith = async (route: string, headers: Headers): Promise<Trial> => {
  const [method, path] = route.split(" ");
  const response = await fetch(`${gateway.url}/_gatehouse/authorizers/invoke`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}` },
    body: JSON.stringify({ method, path, headers }),
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

  const given = [
    ["X-User-Id", "mallory"],
    ["X_Custom", "folded"],
    ["X-Hop", "1"],
    ["Connection", "X-Hop"],
    ["X-Custom", "é"],
  ] as const;

  test("is read as the front reads a request that a client sends", async () => {
    const { event } = await triedWith("GET /seen", given);
    const { multiValueHeaders } = event as { multiValueHeaders: Record<string, readonly string[]> };
    expect(multiValueHeaders).toEqual({
      Host: ["localhost"],
      "X-Custom": ["Ã©"],
      "X-Amzn-Trace-Id": [expect.stringMatching(/^Root=1-/)],
      "X-Forwarded-For": ["127.0.0.1"],
      "X-Forwarded-Port": ["8080"],
      "X-Forwarded-Proto": ["http"],
    });
    events.length = 0;
    const lines = given.map(([name, value]) => `${name}: ${Buffer.from(value).toString("latin1")}`);
    await converse(gateway.port, raw("GET /seen HTTP/1.1", "Host: localhost", ...lines));
    const ofAClient = (events[0] as typeof event as { multiValueHeaders: object }).multiValueHeaders;
    expect(Object.keys(ofAClient)).toEqual(Object.keys(multiValueHeaders));
  });

  test("is not counted among the hits and misses of clients", async () => {
    const counts = async () => {
      const answer = await fetch(`${gateway.url}/_gatehouse/metrics`, {
        headers: { authorization: `Bearer ${secret}` },
      });
      return (await answer.text()).split("\n").filter((line) => /^gatehouse_authorizer_cache_/.test(line));
    };
    const ask = () => fetch(`${gateway.url}/cached`, { headers: { authorization: "Bearer counted" } });
    await ask();
    const before = await counts();
    expect((await tried("GET /cached", "Bearer counted")).cache).toBe("hit");
    expect((await tried("GET /cached", "Bearer uncounted")).cache).toBe("miss");
    expect(await counts()).toEqual(before);
    await ask();
    expect(await counts()).not.toEqual(before);
  });

  test("advises against a kept policy for one ARN, and not against one for all", async () => {
    expect((await tried("GET /cached", "Bearer narrow")).advice).toMatch(/one ARN and no pattern.*300 seconds/);
    expect((await tried("GET /cached", "Bearer wider")).advice).not.toBeNull();
    expect((await tried("GET /trades/1", "Bearer narrow")).advice).toBeNull();
    expect((await tried("GET /cached", "Bearer wide")).advice).toBeNull();
  });
});

const wantedWith = (...headers: Headers) => JSON.stringify({ method: "GET", path: "/open", headers });

test.each([
  ["no JSON", "{", 400],
  ["no method", JSON.stringify({ path: "/open" }), 400],
  ["a path that is none", JSON.stringify({ method: "GET", path: "open" }), 400],
  ["a path that the front refuses", JSON.stringify({ method: "GET", path: "/a/../b" }), 400],
  ["a path of the gateway's own", JSON.stringify({ method: "GET", path: "/_gatehouse/metrics" }), 404],
  ["a header without a name", wantedWith(["", "1"]), 400],
  ["a header of two lines", wantedWith(["X-A", "1\r\nX-B: 2"]), 400],
  ["a Host twice", wantedWith(["Host", "other"]), 400],
  ["Upgrade", wantedWith(["Upgrade", "h2c"]), 403],
  ["headers that are too large", wantedWith(["X-Large", "x".repeat(10_241)]), 431],
  ["a request that is one", wantedWith(["X-A", "1"]), 200],
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

describe("npm run authorizer:invoke", () => {
  const run = (...options: readonly string[]) => {
    const environment = { ...process.env, GATEWAY_URL: gateway.url, GATEWAY_ADMIN_SECRET: secret };
    const child = spawn(process.execPath, ["gateway/src/trials/main.ts", ...options], { env: environment });
    const output: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    return new Promise<{ readonly code: number | null; readonly text: string }>((resolve) =>
      child.on("close", (code) => resolve({ code, text: Buffer.concat(output).toString() })),
    );
  };

  test.each(["Authorization", "Bearer alice", ": alice", "X Y: 1", ""])("takes no header %j", async (header) => {
    const { code, text } = await run("--route", "GET /open", "--header", header);
    expect(code).toBe(1);
    expect(text).toMatch(`--header: expected 'Name: value', received ${header}\n\nnpm run`);
  });

  test("sends the others", async () => {
    const { code, text } = await run("--route", "GET /trades/1", "--header", "Authorization: Bearer: a ");
    expect(code).toBe(0);
    expect(text).toContain('"authorizationToken": "Bearer: a"');
  });
});
