import { describe, expect, test } from "@jest/globals";
import { routeOf } from "../testing/exchange.ts";
import { findRoute } from "./find-route.ts";
import { routeTable } from "./route-table.ts";

const table = (keys: readonly string[]) =>
  routeTable(
    keys.map((routeKey) => {
      const [method = "", path = null] = routeKey === "$default" ? ["ANY"] : routeKey.split(" ");
      return routeOf({ routeKey, method, path });
    }),
  );

const found = (keys: readonly string[], method: string, path: string) => {
  const match = findRoute(table(keys), method, path);
  return match && [match.route.routeKey, match.pathParameters];
};

type Row = [readonly string[], string, string, [string, Record<string, string>] | null];

describe("the guide's example", () => {
  const routes = ["$default", "ANY /{proxy+}", "GET /pets/{proxy+}", "GET /pets/dog/{id}", "GET /pets/dog/1"];
  test.each<[string, string, [string, Record<string, string>]]>([
    ["GET", "/pets/dog/1", ["GET /pets/dog/1", {}]],
    ["GET", "/pets/dog/2", ["GET /pets/dog/{id}", { id: "2" }]],
    ["GET", "/pets/cat/1", ["GET /pets/{proxy+}", { proxy: "cat/1" }]],
    ["POST", "/test/5", ["ANY /{proxy+}", { proxy: "test/5" }]],
  ])("%s %s", (method, path, expected) => {
    expect(found(routes, method, path)).toEqual(expected);
    expect(found(routes.toReversed(), method, path)).toEqual(expected);
  });
});

describe("a route is a path and a method", () => {
  const users = ["PATCH /users/me", "GET /users/{userId}", "GET /{proxy+}"];
  test.each<Row>([
    [users, "PATCH", "/users/me", ["PATCH /users/me", {}]],
    [users, "GET", "/users/me", ["GET /users/{userId}", { userId: "me" }]],
    [users, "DELETE", "/users/me", null],
    [[...users, "$default"], "DELETE", "/users/me", ["$default", {}]],
    [["GET /a"], "GET", "/b", null],
    [["$default"], "POST", "/", ["$default", {}]],
    [["$default"], "PROPFIND", "/", null],
    [["ANY /a", "GET /a"], "GET", "/a", ["GET /a", {}]],
    [["ANY /a", "GET /a"], "POST", "/a", ["ANY /a", {}]],
    [["ANY /a", "GET /{x}"], "GET", "/a", ["ANY /a", {}]],
    [["GET /a"], "HEAD", "/a", null],
    [["GET /a"], "GET", "/A", null],
    [["GET /"], "GET", "/", ["GET /", {}]],
    [["GET /"], "GET", "/a", null],
    // Full matches go before greedy ones, however far their paths agree.
    [["GET /a/{proxy+}", "GET /{x}/b"], "GET", "/a/b", ["GET /{x}/b", { x: "a" }]],
    [["GET /{proxy+}", "GET /{x}/{proxy+}", "GET /a/{proxy+}"], "GET", "/a/b/c", ["GET /a/{proxy+}", { proxy: "b/c" }]],
    [["GET /{x}/y", "GET /{z}/w"], "GET", "/1/w", ["GET /{z}/w", { z: "1" }]],
    [["GET /{a}"], "GET", "/__proto__", ["GET /{a}", { a: "__proto__" }]],
  ])("%j: %s %s", (routes, method, path, expected) => {
    expect(found(routes, method, path)).toEqual(expected);
  });
});

describe("the order in which routes are declared is of no account", () => {
  const everyOrder = (keys: readonly string[]): readonly (readonly string[])[] =>
    keys.length === 0
      ? [[]]
      : keys.flatMap((key) => everyOrder(keys.filter((each) => each !== key)).map((rest) => [key, ...rest]));

  test.each<Row>([
    [["GET /trades/{id}", "POST /trades", "GET /trades/admin"], "GET", "/trades/admin", ["GET /trades/admin", {}]],
    [["GET /trades/{id}", "POST /trades", "GET /trades/admin"], "GET", "/trades/1", ["GET /trades/{id}", { id: "1" }]],
    [["ANY /a/{x}", "GET /a", "GET /a/b", "GET /a/{x}"], "GET", "/a/b", ["GET /a/b", {}]],
    [["GET /{x}/b", "GET /a", "ANY /{y}", "GET /a/{x}", "$default"], "GET", "/a/b", ["GET /a/{x}", { x: "b" }]],
  ])("%j in any: %s %s", (routes, method, path, expected) => {
    for (const order of everyOrder(routes)) expect([order, found(order, method, path)]).toEqual([order, expected]);
  });
});

describe("a slash at the end counts", () => {
  test.each<Row>([
    [["GET /a"], "GET", "/a/", null],
    [["GET /a", "GET /a/{proxy+}"], "GET", "/a/", ["GET /a/{proxy+}", { proxy: "" }]],
    [["GET /a", "GET /a/{proxy+}"], "GET", "/a", ["GET /a", {}]],
    [["GET /a/{proxy+}"], "GET", "/a", null],
    [["GET /a/{b}"], "GET", "/a/", null],
    [["GET /a/{b}"], "GET", "/a/1", ["GET /a/{b}", { b: "1" }]],
    [["GET /a/{b}/c"], "GET", "/a//c", null],
    [["GET /{proxy+}"], "GET", "/a/b/", ["GET /{proxy+}", { proxy: "a/b/" }]],
    [["GET /{proxy+}"], "GET", "/", ["GET /{proxy+}", { proxy: "" }]],
  ])("%j: %s %s", (routes, method, path, expected) => {
    expect(found(routes, method, path)).toEqual(expected);
  });
});

describe("spellings", () => {
  const routes = ["GET /urn:foo", "GET /admin", "GET /files/{name}", "GET /{proxy+}"];
  test.each([["/urn%3Afoo"], ["/%61dmin"], ["/admi%6E"], ["/a%ff"], ["/%66iles/x"]])("%s reaches no route", (path) => {
    expect(found(routes, "GET", path)).toBeNull();
    expect(found([...routes, "$default"], "GET", path)).toBeNull();
  });

  test.each([
    ["/urn:foo", "GET /urn:foo", {}],
    ["/admin", "GET /admin", {}],
    ["/files/a%2Fb", "GET /files/{name}", { name: "a%2Fb" }],
    ["/files/a%20b", "GET /files/{name}", { name: "a%20b" }],
    ["/user/test%2Balias@gmail.com", "GET /{proxy+}", { proxy: "user/test%2Balias@gmail.com" }],
  ])("%s is handed on raw", (path, key, parameters) => {
    expect(found(routes, "GET", path)).toEqual([key, parameters]);
  });
});
