import { describe, expect, test } from "@jest/globals";
import type { ApiRequest } from "../../request/client-request.ts";
import type { RequestMapping, Route } from "../api.ts";
import type { Authorization } from "../exchange.ts";
import { Refusal } from "../refusal.ts";
import { exchangeOf, requestOf, routeOf, stage } from "../testing/exchange.ts";
import { mapping } from "../testing/mappings.ts";
import { requestMapper } from "./map-request.ts";

const alice: Authorization = { kind: "lambda", principalId: "alice", context: { user: "alice", roles: ["a", "b"] } };

const routeWith = (requestMappings: readonly RequestMapping[]): Route => {
  const route = routeOf({ routeKey: "GET /users/{id}", method: "GET", path: "/users/{id}" });
  return { ...route, integration: { ...route.integration, requestMappings } };
};

const map = (
  mappings: Readonly<Record<string, string>>,
  request: Partial<ApiRequest> = {},
  authorization: Authorization | null = alice,
) => {
  const route = routeWith(Object.entries(mappings).map(([key, value]) => mapping(key, value)));
  return requestMapper([route])(
    exchangeOf({
      route,
      request: requestOf({ method: "GET", path: "/users/7", headers: [], ...request }),
      pathParameters: { id: "7" },
      stage: { ...stage, variables: { tenant: "acme" } },
      authorization,
    }),
  );
};

describe("headers", () => {
  const sent: Partial<ApiRequest> = {
    query: "q=1&q=2",
    headers: [
      ["X-A", "client"],
      ["Accept", "*/*"],
    ],
  };
  test.each<[string, Record<string, string>, [string, string][]]>([
    [
      "append keeps the client's value",
      { "append:header.x-a": "more" },
      [
        ["Accept", "*/*"],
        ["x-a", "client,more"],
      ],
    ],
    [
      "append begins one",
      { "append:header.X-B": "b" },
      [
        ["X-A", "client"],
        ["Accept", "*/*"],
        ["X-B", "b"],
      ],
    ],
    [
      "append of nothing changes nothing",
      { "append:header.x-a": "$request.header.gone" },
      [
        ["X-A", "client"],
        ["Accept", "*/*"],
      ],
    ],
    [
      "overwrite",
      { "overwrite:header.x-a": "mine" },
      [
        ["Accept", "*/*"],
        ["x-a", "mine"],
      ],
    ],
    [
      "overwrite of nothing takes the client's value away",
      { "overwrite:header.x-a": "$request.querystring.gone" },
      [["Accept", "*/*"]],
    ],
    ["remove", { "remove:header.X-a": "" }, [["Accept", "*/*"]]],
    [
      "a header of another name",
      { "overwrite:header.x-a": "$request.header.accept" },
      [
        ["Accept", "*/*"],
        ["x-a", "*/*"],
      ],
    ],
    [
      "every value of a query parameter",
      { "overwrite:header.x-a": "$request.querystring.q" },
      [
        ["Accept", "*/*"],
        ["x-a", "1,2"],
      ],
    ],
    [
      "text around",
      { "overwrite:header.x-a": "u-${request.path.id}/${stageVariables.tenant}" },
      [
        ["Accept", "*/*"],
        ["x-a", "u-7/acme"],
      ],
    ],
    ["text around nothing is nothing", { "overwrite:header.x-a": "u-${request.header.gone}" }, [["Accept", "*/*"]]],
    [
      "the path, and the id of the request",
      { "overwrite:header.x-a": "${request.path} ${context.requestId}" },
      [
        ["Accept", "*/*"],
        ["x-a", "/users/7 ZhNHJhhLjoEEPiw="],
      ],
    ],
    [
      "a list that the authorizer gave",
      { "overwrite:header.x-a": "$context.authorizer.roles" },
      [
        ["Accept", "*/*"],
        ["x-a", '["a","b"]'],
      ],
    ],
  ])("%s", async (_what, mappings, headers) => {
    expect((await map(mappings, sent)).headers).toEqual(headers);
  });

  test("a value that no header can carry is refused, and its control goes on", async () => {
    const mappings = { "overwrite:header.x-a": "$request.querystring.q" };
    expect((await map(mappings, { query: "q=a%20b" })).headers).toEqual([["x-a", "a b"]]);
    await expect(map(mappings, { query: "q=a%0D%0Ab" })).rejects.toMatchObject({ type: "INTERNAL_SERVER_ERROR" });
    expect((await map(mappings, { query: "q=%C3%A9" })).headers).toEqual([["x-a", "\u00c3\u00a9"]]);
  });
});

describe("a header that services trust", () => {
  const trusting = routeWith([mapping("overwrite:header.X-Caller", "$context.authorizer.user")]);
  const forgetful = routeWith([]);
  const headers = async (route: Route, authorization: Authorization | null = alice) => {
    const request = requestOf({
      headers: [
        ["x-caller", "mallory"],
        ["Accept", "*/*"],
      ],
    });
    return (await requestMapper([trusting, forgetful])(exchangeOf({ route, request, authorization }))).headers;
  };
  test.each<[string, () => Promise<unknown>, [string, string][]]>([
    [
      "is the gateway's on the route that maps it",
      () => headers(trusting),
      [
        ["Accept", "*/*"],
        ["X-Caller", "alice"],
      ],
    ],
    ["is absent where the authorizer said nothing", () => headers(trusting, null), [["Accept", "*/*"]]],
    ["is absent on a route that forgot it", () => headers(forgetful), [["Accept", "*/*"]]],
  ])("%s", async (_what, arrived, expected) => {
    expect(await arrived()).toEqual(expected);
  });

  test.each<[string, string, boolean]>([
    ["overwrite:header.x-caller", "$context.authorizer.user", true],
    ["overwrite:header.x-caller", "static", true],
    ["append:header.x-caller", "$context.authorizer.user", true],
    ["append:header.x-caller", "$context.identity.sourceIp", true],
    ["append:header.x-caller", "$context.requestId", false],
    ["overwrite:header.x-caller", "$request.header.X-Caller", false],
    ["remove:header.x-caller", "", false],
    ["overwrite:querystring.x-caller", "$context.authorizer.user", false],
  ])("is made by %s: %s (%s)", async (key, value, isTrusted) => {
    const route = routeWith([mapping(key, value)]);
    const request = requestOf({ headers: [["x-caller", "mallory"]] });
    const { headers: arrived } = await requestMapper([route, forgetful])(exchangeOf({ route: forgetful, request }));
    expect(arrived).toEqual(isTrusted ? [] : [["x-caller", "mallory"]]);
  });
});

describe("the query", () => {
  test.each<[string, Record<string, string>, string, string]>([
    ["stays byte for byte", { "overwrite:header.x": "y" }, "a=%7e&&b=+", "a=%7e&&b=+"],
    ["append", { "append:querystring.a": "e&" }, "a=1&b=2", "a=1&b=2&a=e%26"],
    ["overwrite", { "overwrite:querystring.a": "$request.querystring.b" }, "a=1&A=0&%61=3&b=2", "A=0&b=2&a=2"],
    ["overwrite of nothing", { "overwrite:querystring.a": "$request.querystring.c" }, "a=1&b=2", "b=2"],
    ["remove", { "remove:querystring.a": "" }, "a=1&b=2&a", "b=2"],
    ["remove of what is not there", { "remove:querystring.x": "" }, "a=%7e&&b=+", "a=%7e&&b=+"],
  ])("%s", async (_what, mappings, query, expected) => {
    expect((await map(mappings, { query })).query).toBe(expected);
  });
});

describe("overwrite:path", () => {
  const given: Partial<ApiRequest> = { query: "to=/../b%3Fc&up=..&q=x/y", path: "/users/%37" };
  test.each<[string, string]>([
    ["/static", "/static"],
    ["static", "/static"],
    ["$request.path", "/users/%37"],
    ["/v2/${request.path.id}", "/v2/7"],
    ["/${stageVariables.tenant}${request.path}", "/acme/users/%37"],
    ["/search/${request.querystring.q}", "/search/x%2Fy"],
    ["/to/${context.authorizer.user}", "/to/alice"],
  ])("%s", async (value, path) => {
    expect((await map({ "overwrite:path": value }, given)).path).toBe(path);
  });

  test.each<[string, string]>([
    ["no value", "$request.querystring.gone"],
    ["a way up", "/a/${request.querystring.up}"],
    ["a way up that is encoded", "/a/${request.querystring.to}"],
  ])("%s is refused", async (_what, value) => {
    await expect(map({ "overwrite:path": value }, given)).rejects.toBeInstanceOf(Refusal);
  });

  test("without one the request keeps its own", async () => {
    expect((await map({}, given)).path).toBeNull();
  });
});
