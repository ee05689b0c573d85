import type { FunctionOutcome } from "@gatehouse/lambda/functions/invoke-function.ts";
import { describe, expect, test } from "@jest/globals";
import { policy, result, statement, thrown } from "../../authorizers/testing/answers.ts";
import { arn, asked, bench, request, token } from "./testing/asked.ts";

const allowing = () => bench(() => result(policy(statement("Allow"))));
const header = (value: string): { headers: [string, string][] } => ({ headers: [["authorization", value]] });

describe("identity sources", () => {
  const query = { from: "querystring", name: "q" } as const;
  const authorization = { from: "header", name: "Authorization" } as const;

  test.each([
    ["no header", asked(token(), { headers: [] })],
    ["an empty header", asked(token(), header(""))],
    ["a blank header", asked(token(), header("  "))],
    ["the second of two empty", asked(request({ identitySources: [authorization, query] }), { query: "q=" })],
    ["the second of two absent", asked(request({ identitySources: [authorization, query] }))],
    ["a query name in another case", asked(request({ identitySources: [query] }), { query: "Q=1" })],
    ["no stage variable", asked(request({ identitySources: [{ from: "stageVariables", name: "toString" }] }))],
    ["no context variable", asked(request({ identitySources: [{ from: "context", name: "identity.userAgent" }] }))],
    [
      "only a part that matches",
      asked(token({ identityValidationExpression: /^(?:Bearer [a-z]+)$/u }), header("Bearer abc1")),
    ],
  ])("%s: 401, and the function is not called", async (_what, of) => {
    const { ask, events } = allowing();
    expect((await ask(of)).status).toBe("UNAUTHORIZED");
    expect(events).toEqual([]);
  });

  test.each([
    ["a header in another case", asked(token(), header("Bearer foo"))],
    ["both of two", asked(request({ identitySources: [authorization, query] }), { query: "q=1" })],
    ["context", asked(request({ identitySources: [{ from: "context", name: "identity.sourceIp" }] }))],
    ["none needed", asked(request(), { headers: [] })],
    ["a whole match", asked(token({ identityValidationExpression: /^(?:Bearer [a-z]+)$/u }), header("Bearer abc"))],
  ])("%s: the function is called", async (_what, of) => {
    const { ask, events } = allowing();
    expect((await ask(of)).status).toBe(200);
    expect(events).toHaveLength(1);
  });
});

describe("what the function answers", () => {
  const explicit = "User is not authorized to access this resource with an explicit deny in an identity-based policy";
  const implicit = "User is not authorized to access this resource";
  const here = arn("GET/trades");
  const deny = statement("Deny", here);

  test.each<[string, FunctionOutcome, [status: number | string, message?: string]]>([
    ["Allow", result(policy(statement("Allow", here))), [200]],
    ["Allow and another Deny", result(policy(statement("Allow"), statement("Deny", arn("GET/other")))), [200]],
    ["Allow, then Deny", result(policy(statement("Allow"), deny)), ["ACCESS_DENIED", explicit]],
    ["Deny, then Allow", result(policy(deny, statement("Allow"))), ["ACCESS_DENIED", explicit]],
    ["Allow of another ARN", result(policy(statement("Allow", arn("GET/other")))), ["ACCESS_DENIED", implicit]],
    ["no statement", result(policy()), ["ACCESS_DENIED", implicit]],
    ["no resource", result(policy(statement("Allow", []))), ["ACCESS_DENIED", implicit]],
    [
      "Deny by NotResource",
      result(policy(statement("Allow"), { Effect: "Deny", Action: "*", NotResource: "x" })),
      ["ACCESS_DENIED", explicit],
    ],
    ["an array of actions", result(policy(statement("Allow", "*", { Action: ["x:y", "execute-api:Invoke"] }))), [200]],
    ["execute-api:*", result(policy(statement("Allow", "*", { Action: "execute-api:*" }))), [200]],
    ["allow in lower case", result(policy(statement("allow"))), ["AUTHORIZER_CONFIGURATION_ERROR"]],
    ["no principal", result({ policyDocument: policy(statement("Allow")).policyDocument }), [200]],
    [
      "an object for a principal",
      result({ ...policy(statement("Allow")), principalId: {} }),
      ["AUTHORIZER_CONFIGURATION_ERROR"],
    ],
    [
      "an object in the context",
      result({ ...policy(statement("Allow")), context: { o: {} } }),
      ["AUTHORIZER_CONFIGURATION_ERROR"],
    ],
    [
      "an array in the context",
      result({ ...policy(statement("Allow")), context: { a: [] } }),
      ["AUTHORIZER_CONFIGURATION_ERROR"],
    ],
    [
      "a context that is none",
      result({ ...policy(statement("Allow")), context: "x" }),
      ["AUTHORIZER_CONFIGURATION_ERROR"],
    ],
    ["no policy", result({ principalId: "alice" }), ["AUTHORIZER_CONFIGURATION_ERROR"]],
    [
      "a lower-case policy",
      result({ policyDocument: { version: "2012-10-17", statement: [] } }),
      ["AUTHORIZER_CONFIGURATION_ERROR"],
    ],
    ["isAuthorized, which is for HTTP APIs", result({ isAuthorized: true }), ["AUTHORIZER_CONFIGURATION_ERROR"]],
    ["an HTTP answer", result({ statusCode: 401 }), ["AUTHORIZER_CONFIGURATION_ERROR"]],
    ["null", result(null), ["AUTHORIZER_CONFIGURATION_ERROR"]],
    ["a string", result("Allow"), ["AUTHORIZER_CONFIGURATION_ERROR"]],
    ["an array", result([policy(statement("Allow"))]), ["AUTHORIZER_CONFIGURATION_ERROR"]],
    ["the error Unauthorized", thrown("Unauthorized"), ["UNAUTHORIZED"]],
    ["more than Unauthorized", thrown("Unauthorized: expired"), ["AUTHORIZER_CONFIGURATION_ERROR"]],
    ["[401] Unauthorized", thrown("[401] Unauthorized"), ["AUTHORIZER_CONFIGURATION_ERROR"]],
    ["unauthorized in lower case", thrown("unauthorized"), ["AUTHORIZER_CONFIGURATION_ERROR"]],
    ["another error", thrown("the database is down"), ["AUTHORIZER_CONFIGURATION_ERROR"]],
    ["nothing in time", { kind: "timeout" }, ["AUTHORIZER_CONFIGURATION_ERROR"]],
    ["nothing: it is not there", { kind: "unavailable", reason: "x" }, ["AUTHORIZER_CONFIGURATION_ERROR"]],
  ])("%s", async (_what, outcome, [status, message]) => {
    const answer = await bench(() => outcome).ask(asked(token()));
    expect([answer.status, answer.message]).toEqual([status, message]);
  });

  test("the suffix of an explicit deny can be the one that AWS used before 2025", async () => {
    const old = bench(() => result(policy(deny)), { explicitDeny: "with an explicit deny" });
    expect((await old.ask(asked(token()))).message).toBe(`${implicit} with an explicit deny`);
  });

  test("the context arrives as strings, without what is null", async () => {
    const context = { n: 1, b: true, s: "x", gone: null };
    const { ask, clock } = bench(() => {
      clock.now += 42;
      return result({ ...policy(statement("Allow")), context });
    });
    expect(await ask(asked(token()))).toMatchObject({
      authorization: { principalId: "alice", context: { n: "1", b: "true", s: "x" }, integrationLatency: 42 },
    });
  });

  test("a denial keeps the context for the gateway response", async () => {
    const { ask } = bench(() => result({ ...policy(deny), context: { reason: "frozen" } }));
    expect((await ask(asked(token()))).refusal?.authorization).toMatchObject({ context: { reason: "frozen" } });
  });

  test("conditions see the request", async () => {
    const from = (range: string) => statement("Allow", "*", { Condition: { IpAddress: { "aws:SourceIp": range } } });
    expect((await bench(() => result(policy(from("15.248.0.0/16")))).ask(asked(token()))).status).toBe(200);
    expect((await bench(() => result(policy(from("15.249.0.0/16")))).ask(asked(token()))).status).toBe("ACCESS_DENIED");
  });

  test("API Gateway is reached over TLS alone", async () => {
    const denyPlain = (secure: string) =>
      policy(statement("Allow"), statement("Deny", "*", { Condition: { Bool: { "aws:SecureTransport": secure } } }));
    expect((await bench(() => result(denyPlain("false"))).ask(asked(token()))).status).toBe(200);
    expect((await bench(() => result(denyPlain("true"))).ask(asked(token()))).status).toBe("ACCESS_DENIED");
  });

  test("an open route asks nobody", async () => {
    const { ask, events } = bench(() => thrown("never"));
    expect(await ask(asked(null))).toEqual({ status: 200, authorization: null });
    expect(events).toEqual([]);
  });
});

describe("the ARN", () => {
  test.each([
    ["/users/{id}", "/users/42", "GET/users/42"],
    ["/", "/", "GET/"],
    ["/{proxy+}", "/urn:foo:bar", "GET/urn:foo:bar"],
    ["/{proxy+}", "/test%2Balias@gmail.com", "GET/test%2Balias@gmail.com"],
    ["/users", "/users/", "GET/users/"],
    ["/users", "//users", "GET/users"],
  ])("on %s for %s is %s", async (resource, path, expected) => {
    const { ask, events } = allowing();
    await ask(asked(token(), { resource, path }));
    expect(events).toEqual([{ type: "TOKEN", methodArn: arn(expected), authorizationToken: "Bearer foo" }]);
  });

  test.each([
    ["prod/GET/*", "/a/b/c", 200],
    ["prod/GET/*", "/", 200],
    ["prod/GET/users/?", "/users/1", 200],
    ["prod/GET/users/?", "/users/12", "ACCESS_DENIED"],
    ["prod/GET/a.c", "/abc", "ACCESS_DENIED"],
    ["prod/GET/pets*", "/petstore", 200],
    ["prod/GET/pets", "/petstore", "ACCESS_DENIED"],
  ])("%s and %s: %s", async (pattern, path, status) => {
    const { ask } = bench(() => result(policy(statement("Allow", `arn:aws:execute-api:*:*:*/${pattern}`))));
    expect((await ask(asked(token(), { path }))).status).toBe(status);
  });

  test("of more than 1600 bytes is refused and nobody is asked", async () => {
    const { ask, events } = allowing();
    const rest = 1600 - arn("GET/").length;
    expect((await ask(asked(token(), { path: `/${"a".repeat(rest)}` }))).status).toBe(200);
    const refused = await ask(asked(token(), { path: `/${"a".repeat(rest + 1)}` }));
    expect(refused).toMatchObject({ status: "DEFAULT_4XX", message: "Request URI too long" });
    expect(refused.refusal?.overrides.status).toBe(414);
    expect(events).toHaveLength(1);
  });
});

describe("the cache", () => {
  const own = () => bench(({ methodArn }) => result(policy(statement("Allow", methodArn))));
  const first = asked(token(), { path: "/a" });
  const second = asked(token(), { path: "/b" });

  test("keeps the policy, which is judged anew for another route", async () => {
    const { ask, events, logs, calls } = own();
    expect([(await ask(first)).status, (await ask(second)).status]).toEqual([200, "ACCESS_DENIED"]);
    expect(events).toHaveLength(1);
    expect(logs).toEqual([
      {
        principal: "alice",
        effect: "allow",
        statement: 0,
        cached: false,
        reason: expect.stringContaining("statement 0 of the authorizer's policy allows"),
      },
      {
        principal: "alice",
        effect: "implicitDeny",
        statement: undefined,
        cached: true,
        reason: expect.stringContaining("no statement of the authorizer's policy allows"),
      },
    ]);
    expect(calls).toEqual([{ authorizer: expect.objectContaining({ latency: 0, status: 200, error: null }) }, {}]);
  });

  test("is off at 0 seconds", async () => {
    const { ask, events } = own();
    const uncached = token({ resultTtl: 0 });
    expect((await ask(asked(uncached, { path: "/a" }))).status).toBe(200);
    expect((await ask(asked(uncached, { path: "/b" }))).status).toBe(200);
    expect(events).toHaveLength(2);
  });

  test("counts from the answer, whatever is asked in between", async () => {
    const { ask, events, clock } = own();
    await ask(first);
    for (const now of [100_000, 200_000, 299_999]) {
      clock.now = now;
      expect((await ask(first)).authorization).toMatchObject({ integrationLatency: 0 });
    }
    expect(events).toHaveLength(1);
    clock.now = 300_000;
    await ask(first);
    expect(events).toHaveLength(2);
  });

  test("keeps denials", async () => {
    const { ask, events } = bench(() => result(policy(statement("Deny"))));
    await ask(first);
    expect((await ask(first)).status).toBe("ACCESS_DENIED");
    expect(events).toHaveLength(1);
  });

  test.each([["Unauthorized"], ["the database is down"]])("keeps no failure: %s", async (message) => {
    const { ask, events } = bench(() => (events.length === 1 ? thrown(message) : result(policy(statement("Allow")))));
    expect((await ask(first)).status).not.toBe(200);
    expect((await ask(first)).status).toBe(200);
  });

  test("tells tokens, authorizers and tuples apart", async () => {
    const { ask, events } = allowing();
    const pair = request({
      name: "pair",
      resultTtl: 300,
      identitySources: [
        { from: "querystring", name: "a" },
        { from: "querystring", name: "b" },
      ],
    });
    const different = [
      asked(token()),
      asked(token(), header("Bearer FOO")),
      asked(token({ name: "other" })),
      asked(pair, { query: "a=1%2C2&b=3" }),
      asked(pair, { query: "a=1&b=2%2C3" }),
      asked(pair, { query: "a=1&b=2&b=3" }),
      asked(pair, { query: "a=1&a=2&b=3" }),
      asked(pair, { query: "a=1%22%2C%222&b=3" }),
    ];
    for (const of of different) await ask(of);
    expect(events).toHaveLength(different.length);
    for (const of of different) await ask(of);
    expect(events).toHaveLength(different.length);
  });

  test("still asks for the identity sources", async () => {
    const { ask } = own();
    await ask(first);
    expect((await ask(asked(token(), { headers: [] }))).status).toBe("UNAUTHORIZED");
  });
});
