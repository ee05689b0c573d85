import type { FunctionOutcome } from "@gatehouse/lambda/functions/invoke-function.ts";
import { describe, expect, test } from "@jest/globals";
import { policy, result, statement, thrown } from "../../authorizers/testing/answers.ts";
import type { LambdaAuthorizer } from "../api.ts";
import { routeOf, stage } from "../testing/exchange.ts";
import { arn, asked, authorizer, bench, simple } from "./testing/asked.ts";

const allowing = () => bench(() => result(policy(statement("Allow"))));

describe("identity sources", () => {
  const query = { from: "querystring", name: "q" } as const;
  const header = { from: "header", name: "Authorization" } as const;
  const routeKey = { from: "context", name: "routeKey" } as const;
  const table = { from: "stageVariables", name: "table" } as const;
  const withTable = { stage: { ...stage, variables: { table: "trades" } } };
  const of = (...identitySources: LambdaAuthorizer["identitySources"]) => authorizer({ identitySources });
  const headers = (value: string) => ({ headers: [["authorization", value]] as const });

  test.each([
    ["no header", of(header), asked({ headers: [] })],
    ["an empty header", of(header), asked(headers(""))],
    ["a blank header", of(header), asked(headers("  "))],
    ["the second of two empty", of(header, query), asked({ query: "q=" })],
    ["the second of two absent", of(header, query), asked()],
    ["the first of two absent", of(query, header), asked()],
    ["a query name in another case", of(query), asked({ query: "Q=1" })],
    ["no stage variable", of({ from: "stageVariables", name: "toString" }), asked()],
    ["no context variable", of({ from: "context", name: "identity.userAgent" }), asked()],
    ["what the authorizer itself would say", of({ from: "context", name: "authorizer.userId" }), asked()],
  ])("%s: 401, and the function is not called", async (_what, guard, by) => {
    const { ask, events } = allowing();
    expect((await ask(guard, by)).status).toBe("UNAUTHORIZED");
    expect(events).toEqual([]);
  });

  test.each([
    ["a header in another case", of(header), asked(headers("Bearer foo")), ["Bearer foo"]],
    ["two, in their order", of(query, header), asked({ query: "q=1" }), ["1", "Bearer foo"]],
    ["context", of(routeKey), asked(), ["GET /trades"]],
    ["a stage variable", of(table), asked({}, withTable), ["trades"]],
    ["none needed", of(), asked({ headers: [] }), null],
  ])("%s: the function is called", async (_what, guard, by, identitySource) => {
    const { ask, events } = allowing();
    expect((await ask(guard, by)).status).toBe(200);
    expect(events).toEqual([expect.objectContaining({ identitySource })]);
  });
});

describe("what the function answers", () => {
  const here = arn("GET/trades");
  const deny = statement("Deny", here);
  const allowed = policy(statement("Allow", here));
  const version1 = authorizer({ payloadFormatVersion: "1.0" });

  test.each<[string, LambdaAuthorizer, FunctionOutcome, number | string]>([
    ["Allow", authorizer(), result(allowed), 200],
    ["Allow to format 1.0", version1, result(allowed), 200],
    ["Allow and another Deny", authorizer(), result(policy(statement("Allow"), statement("Deny", arn("GET/x")))), 200],
    ["Allow without a principal", authorizer(), result({ policyDocument: allowed.policyDocument }), 200],
    ["Allow, then Deny", authorizer(), result(policy(statement("Allow"), deny)), "ACCESS_DENIED"],
    ["Deny, then Allow", authorizer(), result(policy(deny, statement("Allow"))), "ACCESS_DENIED"],
    ["Deny to format 1.0", version1, result(policy(deny)), "ACCESS_DENIED"],
    ["Allow of another ARN", authorizer(), result(policy(statement("Allow", arn("GET/other")))), "ACCESS_DENIED"],
    ["no statement", authorizer(), result(policy()), "ACCESS_DENIED"],
    ["allow in lower case", authorizer(), result(policy(statement("allow"))), "INTERNAL_SERVER_ERROR"],
    ["no policy", authorizer(), result({ principalId: "alice" }), "INTERNAL_SERVER_ERROR"],
    ["null", authorizer(), result(null), "INTERNAL_SERVER_ERROR"],
    ["a string", authorizer(), result("Allow"), "INTERNAL_SERVER_ERROR"],
    ["an HTTP answer", authorizer(), result({ statusCode: 200 }), "INTERNAL_SERVER_ERROR"],
    ["a context that is none", authorizer(), result({ ...allowed, context: "x" }), "INTERNAL_SERVER_ERROR"],
    ["isAuthorized, not enabled", authorizer(), result({ isAuthorized: true }), "INTERNAL_SERVER_ERROR"],
    ["isAuthorized next to Allow", authorizer(), result({ ...allowed, isAuthorized: false }), "INTERNAL_SERVER_ERROR"],
    ["isAuthorized to format 1.0", version1, result({ isAuthorized: true }), "INTERNAL_SERVER_ERROR"],
    ["yes", simple(), result({ isAuthorized: true }), 200],
    ["no", simple(), result({ isAuthorized: false }), "ACCESS_DENIED"],
    ['the text "true"', simple(), result({ isAuthorized: "true" }), "INTERNAL_SERVER_ERROR"],
    ['the text "false"', simple(), result({ isAuthorized: "false" }), "INTERNAL_SERVER_ERROR"],
    ["1", simple(), result({ isAuthorized: 1 }), "INTERNAL_SERVER_ERROR"],
    ["neither yes nor no", simple(), result({ context: {} }), "INTERNAL_SERVER_ERROR"],
    ["null where yes or no is due", simple(), result({ isAuthorized: null }), "INTERNAL_SERVER_ERROR"],
    ["a list", simple(), result([{ isAuthorized: true }]), "INTERNAL_SERVER_ERROR"],
    ["a policy, not enabled", simple(), result(allowed), "INTERNAL_SERVER_ERROR"],
    ["a policy next to yes", simple(), result({ ...allowed, isAuthorized: true }), "INTERNAL_SERVER_ERROR"],
    ["the error Unauthorized", authorizer(), thrown("Unauthorized"), "UNAUTHORIZED"],
    ["more than Unauthorized", authorizer(), thrown("Unauthorized: expired"), "INTERNAL_SERVER_ERROR"],
    ["unauthorized in lower case", simple(), thrown("unauthorized"), "INTERNAL_SERVER_ERROR"],
    ["another error", simple(), thrown("the database is down"), "INTERNAL_SERVER_ERROR"],
    ["nothing in time", authorizer(), { kind: "timeout" }, "INTERNAL_SERVER_ERROR"],
    ["nothing: it is not there", authorizer(), { kind: "unavailable", reason: "x" }, "INTERNAL_SERVER_ERROR"],
  ])("%s", async (_what, guard, outcome, status) => {
    expect((await bench(() => outcome).ask(guard)).status).toBe(status);
  });

  test("a context holds numbers, truth values, lists and maps, and nothing that is null", async () => {
    const context = { n: 1, b: true, s: "x", list: ["a", { b: null }], map: { c: 1 }, gone: null };
    const { gone: _, ...kept } = context;
    for (const [guard, answer] of [
      [authorizer(), policy(statement("Allow"))],
      [simple(), { isAuthorized: true }],
    ] as const) {
      const { authorization } = await bench(() => result({ ...answer, context })).ask(guard);
      expect(authorization?.context).toEqual(kept);
    }
  });

  test("without a context there is none, and without a principal none either", async () => {
    const named = await bench(() => result(policy(statement("Allow")))).ask(authorizer());
    expect(named.authorization).toEqual({ kind: "lambda", principalId: "alice", context: null });
    const nameless = await bench(() => result({ isAuthorized: true, context: {} })).ask(simple());
    expect(nameless.authorization).toEqual({ kind: "lambda", principalId: null, context: {} });
  });

  test("the function has ten seconds, and its ARN no variables", async () => {
    const { ask, invoked } = allowing();
    const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.guard}";
    const by = asked({}, { stage: { ...stage, variables: { guard: "guard-2" } } });
    expect((await ask(authorizer({ functionArn }), by)).status).toBe(200);
    expect(invoked).toEqual([{ arn: "arn:aws:lambda:eu-west-1:123456789012:function:guard-2", timeout: 10_000 }]);
  });

  test("the facts say what was decided, why, and how long it took", async () => {
    const { ask, noted, clock } = bench(() => {
      clock.now += 42;
      return result(policy(statement("Allow", "*", { Sid: "everybody" }), { ...deny, Sid: "frozen" }));
    });
    const refused = await ask(authorizer());
    expect(refused).toEqual({
      status: "ACCESS_DENIED",
      reason: `statement frozen of the authorizer's policy denies ${here}`,
    });
    const { functionArn } = authorizer();
    expect(noted).toMatchObject([
      {
        log: { principal: "alice", effect: "explicitDeny", statement: "frozen", cached: false, reason: refused.reason },
        calls: { authorizer: { to: functionArn, latency: 42, status: 200, integrationStatus: 200, error: null } },
        steps: { authorizer: { status: 200, error: null }, authorize: { status: 403, error: refused.reason } },
      },
    ]);
  });

  test("the facts name what could not be decided, which allows nothing", async () => {
    const ofTeam = statement("Allow", "*", { Condition: { StringEquals: { "aws:RequestTag/team": "blue" } } });
    const { status, reason } = await bench(() => result(policy(ofTeam))).ask(authorizer());
    expect(status).toBe("ACCESS_DENIED");
    expect(reason).toContain("(undecided: StringEquals on aws:RequestTag/team in statement 0)");
  });

  test("the facts of a failure say what failed", async () => {
    const { ask, noted } = bench(() => thrown("the database is down"));
    const { reason } = await ask(authorizer());
    expect(reason).toBe("the authorizer failed: Error: the database is down");
    expect(noted[0]?.calls.authorizer).toMatchObject({ status: null, integrationStatus: 200, error: reason });
    expect(noted[0]?.steps).toEqual({ authorizer: expect.objectContaining({ status: 500, error: reason }) });
  });
});

describe("the ARN", () => {
  test.each([
    ["/users/42", arn("GET/users/42")],
    ["/", arn("GET/")],
    ["/urn:foo:bar", arn("GET/urn:foo:bar")],
    ["/test%2Balias@gmail.com", arn("GET/test%2Balias@gmail.com")],
    ["/users/", arn("GET/users/")],
  ])("for %s is %s", async (path, routeArn) => {
    const { ask, events } = bench((event) => result(policy(statement("Allow", event.routeArn))));
    const route = routeOf({ routeKey: "ANY /{proxy+}", method: "ANY", path: "/{proxy+}" });
    expect((await ask(authorizer(), asked({ path }, { route }))).status).toBe(200);
    expect(events).toEqual([expect.objectContaining({ routeArn })]);
  });

  test("has the name of a named stage, and the path without it", async () => {
    const { ask, events } = allowing();
    const by = asked({ path: "/request", fullPath: "/test/request" }, { stage: { ...stage, name: "test" } });
    await ask(authorizer(), by);
    const routeArn = "arn:aws:execute-api:eu-west-1:123456789012:lsw1ro4ipb/test/GET/request";
    expect(events).toEqual([expect.objectContaining({ routeArn })]);
  });

  test.each([
    ["arn:aws:execute-api:*:*:*/*/GET/trades", 200],
    ["arn:aws:execute-api:*:*:*/$default/*", 200],
    ["arn:aws:execute-api:*:*:*/default/*", "ACCESS_DENIED"],
    ["arn:aws:execute-api:*:*:*/$default/GET/trade", "ACCESS_DENIED"],
  ])("on the stage $default, %s: %s", async (pattern, status) => {
    expect((await bench(() => result(policy(statement("Allow", pattern)))).ask(authorizer())).status).toBe(status);
  });
});

describe("the cache", () => {
  const own = () => bench(({ routeArn }) => result(policy(statement("Allow", routeArn))));
  const first = asked({ path: "/a" });
  const second = asked({ path: "/b" });
  const cached = authorizer({ resultTtl: 300 });

  test("keeps the policy, which is judged anew for another route", async () => {
    const { ask, events, noted } = own();
    expect([(await ask(cached, first)).status, (await ask(cached, second)).status]).toEqual([200, "ACCESS_DENIED"]);
    expect(events).toHaveLength(1);
    expect(noted.map(({ log }) => log.cached)).toEqual([false, true]);
    expect(noted.map(({ calls }) => calls.authorizer?.status)).toEqual([200, undefined]);
  });

  test("is off at 0 seconds", async () => {
    const { ask, events } = own();
    const off = authorizer({ resultTtl: 0 });
    expect([(await ask(off, first)).status, (await ask(off, second)).status]).toEqual([200, 200]);
    expect(events).toHaveLength(2);
  });

  test("keeps the word of a simple response, which holds on every route", async () => {
    for (const isAuthorized of [true, false]) {
      const { ask, events } = bench(() => result({ isAuthorized, context: { tenant: "a" } }));
      const answers = [await ask(simple({ resultTtl: 300 }), first), await ask(simple({ resultTtl: 300 }), second)];
      expect(answers.map(({ status }) => status)).toEqual(
        isAuthorized ? [200, 200] : ["ACCESS_DENIED", "ACCESS_DENIED"],
      );
      expect(answers[1]?.authorization?.context).toEqual(isAuthorized ? { tenant: "a" } : undefined);
      expect(events).toHaveLength(1);
    }
  });

  test("asks for each route where $context.routeKey is a source", async () => {
    const { ask, events } = own();
    const perRoute = authorizer({
      resultTtl: 300,
      identitySources: [
        { from: "header", name: "Authorization" },
        { from: "context", name: "routeKey" },
      ],
    });
    for (const by of [first, second, first, second]) expect((await ask(perRoute, by)).status).toBe(200);
    expect(events).toHaveLength(2);
  });

  test("counts from the answer, whatever is asked in between", async () => {
    const { ask, events, clock } = own();
    for (const now of [0, 100_000, 299_999]) {
      clock.now = now;
      await ask(cached, first);
    }
    expect(events).toHaveLength(1);
    clock.now = 300_000;
    await ask(cached, first);
    expect(events).toHaveLength(2);
  });

  test("is flushed for a stage", async () => {
    const { ask, events, cache } = own();
    await ask(cached, first);
    cache.flush(stage.apiId, "other");
    await ask(cached, first);
    expect(events).toHaveLength(1);
    cache.flush(stage.apiId, stage.name);
    await ask(cached, first);
    expect(events).toHaveLength(2);
  });

  test("keeps denials", async () => {
    const { ask, events } = bench(() => result(policy(statement("Deny"))));
    await ask(cached, first);
    expect((await ask(cached, first)).status).toBe("ACCESS_DENIED");
    expect(events).toHaveLength(1);
  });

  test.each([
    ["Unauthorized", thrown("Unauthorized")],
    ["an error", thrown("the database is down")],
    ["an answer that is none", result({})],
  ])("keeps no failure: %s", async (_what, failure) => {
    const { ask, events } = bench(() => (events.length === 1 ? failure : result(policy(statement("Allow")))));
    expect((await ask(cached, first)).status).not.toBe(200);
    expect((await ask(cached, first)).status).toBe(200);
  });

  test("does not make one request wait for another's answer", async () => {
    const { ask, events } = own();
    await Promise.all([ask(cached, first), ask(cached, first)]);
    expect(events).toHaveLength(2);
  });

  test("tells tokens, authorizers, stages and tuples apart", async () => {
    const { ask, events } = allowing();
    const pair = authorizer({
      name: "pair",
      resultTtl: 300,
      identitySources: [
        { from: "querystring", name: "a" },
        { from: "querystring", name: "b" },
      ],
    });
    const different = [
      [cached, asked()],
      [cached, asked({ headers: [["Authorization", "Bearer FOO"]] })],
      [cached, asked({}, { stage: { ...stage, name: "test" } })],
      [cached, asked({}, { stage: { ...stage, apiId: "aaaaaaaaaa" } })],
      [authorizer({ name: "other", resultTtl: 300 }), asked()],
      [pair, asked({ query: "a=1%2C2&b=3" })],
      [pair, asked({ query: "a=1&b=2%2C3" })],
      [pair, asked({ query: "a=1&a=2&b=3" })],
    ] as const;
    for (let round = 0; round < 2; round++) for (const [guard, by] of different) await ask(guard, by);
    expect(events).toHaveLength(different.length);
  });

  test("still asks for the identity sources", async () => {
    const { ask } = own();
    await ask(cached, first);
    expect((await ask(cached, asked({ path: "/a", headers: [] }))).status).toBe("UNAUTHORIZED");
  });
});
