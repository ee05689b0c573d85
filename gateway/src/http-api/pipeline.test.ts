import { afterEach, describe, expect, test } from "@jest/globals";
import { converse, raw } from "../testing/raw-connection.ts";
import type { TestedGateway } from "../testing/served.ts";
import { until } from "../testing/until.ts";
import type { Cors } from "./api.ts";
import { startHttpApi } from "./testing/gateway.ts";
import { guarded, lambdaRoute } from "./testing/routes.ts";

let gateway: TestedGateway;
afterEach(() => gateway.close());

type Wanted = Parameters<typeof startHttpApi>[0];

/** Every function answers with the key of the route that it was asked for. */
const start = async (wanted: Wanted) => {
  gateway = await startHttpApi({
    invoke: async (_arn, event) => ({ kind: "result", value: (event as { routeKey: string }).routeKey }),
    ...wanted,
  });
};
const ask = async (line: string, ...more: readonly string[]) => {
  const { answers } = await converse(gateway.port, raw(`${line} HTTP/1.1`, "Host: gw", ...more));
  return answers[0]!;
};

const cors: Cors = {
  allowOrigins: ["https://app.example.com"],
  allowMethods: ["*"],
  allowHeaders: [],
  exposeHeaders: [],
  maxAge: null,
  allowCredentials: false,
};
const origin = "Origin: https://app.example.com";
const allowed = { "access-control-allow-origin": "https://app.example.com" };

describe("a request", () => {
  test("goes to its route, and names it", async () => {
    await start({ routes: [lambdaRoute("GET /a"), lambdaRoute("$default")] });
    expect((await ask("GET /a")).body).toBe("GET /a");
    expect((await ask("POST /a/b")).body).toBe("$default");
    await until(() => gateway.ended.length === 2);
    expect(gateway.ended.map(({ facts }) => facts.route)).toEqual(["GET /a", "$default"]);
  });

  test("without a route is a 404 that says no more", async () => {
    await start({ routes: [lambdaRoute("GET /a")] });
    const answer = await ask("GET /b");
    expect(answer).toMatchObject({ status: 404, body: '{"message":"Not Found"}' });
    expect(Object.keys(answer.headers).sort()).toEqual(
      ["apigw-requestid", "connection", "content-length", "content-type", "date", "keep-alive"].sort(),
    );
    expect(answer.headers["content-type"]).toBe("application/json");
    expect((await ask("OPTIONS /a")).status).toBe(404);
  });

  test("over a limit is a 429 before anybody is asked, and its control goes on", async () => {
    const asked: string[] = [];
    const authorize = async () => {
      asked.push("authorizer");
      return null;
    };
    let over: string | null = "the stage's limit for GET /a";
    await start({
      routes: [lambdaRoute("GET /a")],
      authorize,
      throttle: (route) => (route === "GET /a" ? over : null),
    });
    expect(await ask("GET /a")).toMatchObject({ status: 429, body: '{"message":"Too Many Requests"}' });
    expect(asked).toEqual([]);
    over = null;
    expect((await ask("GET /a")).status).toBe(200);
    expect(asked).toEqual(["authorizer"]);
  });

  test("is refused with what the log says about it", async () => {
    await start({ routes: [lambdaRoute("GET /a", { authorization: guarded })] });
    expect(await ask("GET /a")).toMatchObject({ status: 401, body: '{"message":"Unauthorized"}' });
    expect(await ask("GET /a", "Authorization: mallory")).toMatchObject({
      status: 403,
      body: '{"message":"Forbidden"}',
    });
    expect((await ask("GET /a", "Authorization: alice")).status).toBe(200);
    await until(() => gateway.lines.length === 3);
    expect(gateway.lines.map(({ refusal }) => refusal)).toEqual(["UNAUTHORIZED", "ACCESS_DENIED", undefined]);
    expect(gateway.ended[1]?.facts.context?.("error.message")).toBe("Forbidden");
    expect(gateway.ended[2]?.facts.context?.("authorizer.userId")).toBe("alice");
  });
});

describe("a preflight", () => {
  test.each<[string, Wanted["routes"], Cors | null, number, string]>([
    ["is the API's where no route takes OPTIONS", [lambdaRoute("GET /a", { authorization: guarded })], cors, 204, ""],
    ["is the API's on a path without routes, too", [lambdaRoute("GET /b")], cors, 204, ""],
    ["is nobody's without CORS", [lambdaRoute("GET /a")], null, 404, '{"message":"Not Found"}'],
    ["is a route's of its own", [lambdaRoute("OPTIONS /a")], cors, 200, "OPTIONS /a"],
    ["is ANY's", [lambdaRoute("ANY /a")], cors, 200, "ANY /a"],
    [
      "is $default's, and its authorizer's",
      [lambdaRoute("$default", { authorization: guarded })],
      cors,
      401,
      '{"message":"Unauthorized"}',
    ],
    [
      "is the open route's beside it",
      [lambdaRoute("$default", { authorization: guarded }), lambdaRoute("OPTIONS /{proxy+}")],
      cors,
      200,
      "OPTIONS /{proxy+}",
    ],
  ])("%s", async (_what, routes, given, status, body) => {
    await start({ routes, cors: given });
    expect(await ask("OPTIONS /a", origin, "Access-Control-Request-Method: GET")).toMatchObject({ status, body });
  });

  test("has no content, no type and the request's id", async () => {
    await start({ routes: [lambdaRoute("GET /a")], cors });
    const { headers } = await ask("OPTIONS /a", origin);
    expect(headers).toMatchObject({
      ...allowed,
      "access-control-allow-methods": "*",
      "apigw-requestid": expect.any(String),
    });
    expect([headers["content-type"], headers["content-length"]]).toEqual([undefined, undefined]);
    expect((await ask("OPTIONS /a")).headers["access-control-allow-origin"]).toBeUndefined();
  });
});

test.each<[string, string, readonly string[], number]>([
  ["an answer", "GET /a", ["Authorization: alice"], 200],
  ["an authorizer's refusal", "GET /a", [], 401],
  ["no route", "GET /b", [], 404],
])("a page may read %s where CORS allows its origin, and another's may not", async (_what, line, headers, status) => {
  await start({ routes: [lambdaRoute("GET /a", { authorization: guarded })], cors });
  expect(await ask(line, origin, ...headers)).toMatchObject({ status, headers: allowed });
  const other = await ask(line, "Origin: https://evil.example", ...headers);
  expect([other.status, other.headers["access-control-allow-origin"]]).toEqual([status, undefined]);
});
