import type { FunctionOutcome } from "@gatehouse/lambda/functions/invoke-function.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Backend, startBackend } from "../testing/backend.ts";
import { allowing, startGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { httpRoute, tokenAuthorizer } from "../testing/routes.ts";
import type { TestedGateway } from "../testing/served.ts";
import { until } from "../testing/until.ts";

const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:orders";
const lambdaRoute = {
  ...httpRoute("GET", "/orders"),
  integration: { type: "AWS_PROXY", functionArn, transferMode: "BUFFERED", timeout: 1_000 } as const,
};

let backend: Backend;
let gateway: TestedGateway;
let orders: FunctionOutcome;
beforeAll(async () => {
  backend = await startBackend();
  gateway = await startGateway({
    folder: backend.folder,
    routes: [
      httpRoute("GET", "/open"),
      httpRoute("POST", "/open"),
      httpRoute("GET", "/trades/{tradeId}", { authorizer: tokenAuthorizer }),
      httpRoute("GET", "/cached", { authorizer: { ...tokenAuthorizer, resultTtl: 300 } }),
      httpRoute("GET", "/nobody", { uri: "http://nobody" }),
      lambdaRoute,
    ],
    invoke: async (arn, event, timeout) => {
      if (arn === functionArn) return orders;
      return String((event as { authorizationToken: string }).authorizationToken).startsWith("Bearer denied")
        ? { kind: "result", value: { policyDocument: { Version: "2012-10-17", Statement: [] } } }
        : allowing(arn, event, timeout);
    },
  });
});
afterAll(async () => {
  await gateway.close();
  await backend.close();
});
beforeEach(() => {
  backend.reset();
  gateway.ended.length = 0;
  orders = { kind: "result", value: { statusCode: 201, body: "made" } };
});

const whatBecameOf = async (line: string, ...more: readonly string[]) => {
  await converse(gateway.port, raw(`${line} HTTP/1.1`, "Host: gw", ...more));
  await until(() => gateway.ended.length > 0);
  return gateway.ended[0]!;
};
const took = { started: expect.any(Number), latency: expect.any(Number) };

describe("what is noted of a request", () => {
  test("its route, its service and its length", async () => {
    backend.answer = (_request, response) => response.setHeader("x-amzn-RequestId", "b-1").writeHead(203).end("12345");
    const { facts, status, latency } = await whatBecameOf("GET /open?x=1");
    expect({ status, route: facts.route, length: facts.responseLength }).toEqual({
      status: 203,
      route: "GET /open",
      length: 5,
    });
    expect(facts.steps).toEqual({});
    expect(facts.calls).toEqual({
      integration: {
        ...took,
        to: "http://trades",
        method: "GET",
        status: 203,
        integrationStatus: 203,
        error: null,
        requestId: "b-1",
      },
    });
    expect(facts.calls.integration!.latency).toBeLessThanOrEqual(latency);
  });

  test("how much the client sent", async () => {
    const body = "5\r\nhello\r\n0\r\n\r\n";
    await converse(gateway.port, raw("POST /open HTTP/1.1", "Host: gw", "Transfer-Encoding: chunked") + body);
    await until(() => gateway.ended.length > 0);
    expect(gateway.ended[0]?.requestLength).toBe(5);
  });

  test("its authorizer, whose function is asked once where the answer is kept", async () => {
    for (const cached of [false, true]) {
      gateway.ended.length = 0;
      const { facts } = await whatBecameOf("GET /cached", "Authorization: Bearer alice");
      expect(facts.steps).toEqual({
        authorizer: { ...took, status: 200, error: null },
        authorize: { ...took, status: 200, error: null },
      });
      const call = { ...took, to: tokenAuthorizer.functionArn, status: 200, integrationStatus: 200, error: null };
      expect(facts.calls.authorizer).toEqual(cached ? undefined : { ...call, requestId: null });
    }
  });

  test.each([
    [
      "no token",
      [],
      { status: 401, error: "the identity source method.request.header.Authorization is missing or empty" },
    ],
    ["a bad token", ["Authorization: x"], { status: 401, error: "the authorizer answered Unauthorized" }],
  ])("who was not let in for %s, and that no service was asked", async (_what, lines, authorizer) => {
    const { facts, status } = await whatBecameOf("GET /trades/7", ...lines);
    expect([status, facts.steps]).toEqual([401, { authorizer: { ...took, ...authorizer } }]);
    expect(facts.calls.integration).toBeUndefined();
    expect(facts.context?.("error.responseType")).toBe("UNAUTHORIZED");
  });

  test("whom the authorizer's policy does not let in", async () => {
    const { facts, status } = await whatBecameOf("GET /trades/7", "Authorization: Bearer denied");
    expect([status, facts.steps]).toEqual([
      403,
      {
        authorizer: { ...took, status: 200, error: null },
        authorize: { ...took, status: 403, error: "The client is not authorized to perform this operation." },
      },
    ]);
    expect(facts.context?.("error.message")).toBe("User is not authorized to access this resource");
  });

  test("a service that is not there", async () => {
    const { facts, status } = await whatBecameOf("GET /nobody");
    expect([status, facts.calls.integration]).toEqual([
      500,
      {
        ...took,
        to: "http://nobody",
        method: "GET",
        status: null,
        integrationStatus: null,
        error: expect.stringMatching(/ENOENT/),
        requestId: null,
      },
    ]);
  });

  test.each([
    [
      "its status",
      { kind: "result", value: { statusCode: 201 } },
      201,
      { status: 201, integrationStatus: 200, error: null },
    ],
    [
      "its error",
      { kind: "error", errorType: "Error", errorMessage: "no" },
      502,
      { status: null, integrationStatus: 200, error: "no" },
    ],
    [
      "that it took too long",
      { kind: "timeout" },
      504,
      { status: null, integrationStatus: null, error: "no answer in 1000 ms" },
    ],
    [
      "that it is not there",
      { kind: "unavailable", reason: "gone" },
      500,
      { status: null, integrationStatus: null, error: "gone" },
    ],
  ] as const)("a function: %s", async (_what, outcome, expected, call) => {
    orders = { ...outcome, requestId: "f-1" };
    const { facts, status } = await whatBecameOf("GET /orders");
    expect([status, facts.calls]).toEqual([
      expected,
      { integration: { ...took, to: functionArn, requestId: "f-1", ...call } },
    ]);
  });

  test("that there is no route, and nothing beyond", async () => {
    const { facts, status } = await whatBecameOf("GET /nowhere");
    expect([status, facts.route, facts.steps, facts.calls]).toEqual([403, null, {}, {}]);
    expect(facts.responseLength).toBe('{"message":"Missing Authentication Token"}'.length);
    expect(facts.context?.("resourcePath")).toBeUndefined();
  });

  test("that a HEAD has no body to answer with", async () => {
    const { facts, status } = await whatBecameOf("HEAD /nowhere");
    expect([status, facts.responseLength]).toEqual([403, 0]);
  });

  test("that the client left before there was an answer", async () => {
    backend.takeOver = () => {};
    const connection = converse(gateway.port, raw("GET /open HTTP/1.1", "Host: gw"), { patience: 100 });
    await connection;
    await until(() => gateway.ended.length > 0);
    expect(gateway.ended[0]).toMatchObject({ status: null, facts: { route: "GET /open", responseLength: 0 } });
  });
});
