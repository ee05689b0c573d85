import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { pathWithoutExtraSlashes } from "../../request/segments.ts";
import type { Route } from "../api.ts";
import { GatewayRefusal } from "../refusal.ts";
import { findRoute } from "./find-route.ts";
import { resourceTree } from "./resource-tree.ts";
import { routeRequest } from "./route-request.ts";

const tree = (...routes: string[]) =>
  resourceTree(routes.map((text) => ({ method: text.split(" ")[0], resource: text.split(" ")[1] }) as Route));

const found = (routes: string[], method: string, path: string) => {
  const match = findRoute(tree(...routes), method, path);
  return match && [`${match.route.method} ${match.route.resource}`, match.pathParameters];
};

describe("a route is a resource and a method", () => {
  const users = ["PATCH /users/me", "GET /users/{userId}", "OPTIONS /users/me/keys", "GET /{proxy+}"];
  const things = ["GET /things/real", "ANY /things/{proxy+}"];
  test.each<[string[], string, string, [string, Record<string, string>] | null]>([
    [users, "PATCH", "/users/me", ["PATCH /users/me", {}]],
    [users, "GET", "/users/me", ["GET /users/{userId}", { userId: "me" }]],
    [users, "GET", "/users/me/keys", ["GET /{proxy+}", { proxy: "users/me/keys" }]],
    [users, "GET", "/users/42", ["GET /users/{userId}", { userId: "42" }]],
    [users, "DELETE", "/users/me", null],
    [users, "GET", "/", null],
    [things, "GET", "/things/real", ["GET /things/real", {}]],
    [things, "POST", "/things/real", ["ANY /things/{proxy+}", { proxy: "real" }]],
    [things, "GET", "/things", null],
    [["ANY /a", "GET /a"], "GET", "/a", ["GET /a", {}]],
    [["ANY /a", "GET /a"], "POST", "/a", ["ANY /a", {}]],
    [["ANY /a"], "HEAD", "/a", ["ANY /a", {}]],
    [["ANY /a"], "PROPFIND", "/a", null],
    [["GET /a"], "HEAD", "/a", null],
    [["GET /a"], "get", "/a", null],
    [["GET /"], "GET", "/", ["GET /", {}]],
    [["GET /a"], "GET", "/A", null],
    [["GET /a"], "GET", "/a/b", null],
    [["GET /a/b"], "GET", "/a", null],
    [["GET /{a}/x/{b}", "GET /1/y"], "GET", "/1/x/2", ["GET /{a}/x/{b}", { a: "1", b: "2" }]],
    [["GET /{a}", "GET /{proxy+}"], "GET", "/1", ["GET /{a}", { a: "1" }]],
    [["GET /{a}", "GET /{proxy+}"], "GET", "/1/2", ["GET /{proxy+}", { proxy: "1/2" }]],
    [["GET /{a}"], "GET", "/__proto__", ["GET /{a}", { a: "__proto__" }]],
  ])("%j: %s %s", (routes, method, path, expected) => {
    expect(found(routes, method, path)).toEqual(expected);
  });
});

describe("slashes (recorded on AWS)", () => {
  const routes = ["GET /hardcoded", "GET /{proxy+}"];
  test.each<[string, string, string, Record<string, string>]>([
    ["/proxy-value", "/proxy-value", "/{proxy+}", { proxy: "proxy-value" }],
    ["/proxy-value/", "/proxy-value/", "/{proxy+}", { proxy: "proxy-value" }],
    ["/proxy-value//double-slash", "/proxy-value//double-slash", "/{proxy+}", { proxy: "proxy-value//double-slash" }],
    ["//proxy-value", "/proxy-value", "/{proxy+}", { proxy: "proxy-value" }],
    ["//hardcoded", "/hardcoded", "/hardcoded", {}],
    ["/hardcoded/", "/hardcoded/", "/hardcoded", {}],
  ])("%s is seen as %s and goes to %s", (path, seen, resource, parameters) => {
    expect(found(routes, "GET", path)).toEqual([`GET ${resource}`, parameters]);
    expect(pathWithoutExtraSlashes(path)).toBe(seen);
  });

  test("a parameter is never empty", () => {
    expect(found(["GET /a/{b}/c"], "GET", "/a//c")).toBeNull();
    expect(found(["GET /a/{b}"], "GET", "/a/")).toBeNull();
  });
});

describe("spellings", () => {
  const routes = ["GET /urn:foo", "GET /admin", "GET /{proxy+}"];
  test.each([["/urn%3Afoo"], ["/urn%3afoo"], ["/%61dmin"], ["/admi%6E/"], ["/a%"], ["/a%ff"], ["/a/../admin"], ["/."]])(
    "%s reaches no route, however open",
    (path) => {
      expect(found(routes, "GET", path)).toBeNull();
    },
  );

  test.each([
    ["/urn:bar", "urn:bar"],
    ["/user/test%2Balias@gmail.com", "user/test%2Balias@gmail.com"],
    ["/user/a%20b", "user/a%20b"],
    ["/x/urn%3Afoo", "x/urn%3Afoo"],
  ])("%s is handed on raw", (path, proxy) => {
    expect(found(routes, "GET", path)).toEqual(["GET /{proxy+}", { proxy }]);
  });
});

describe("no route", () => {
  const refusal = (headers: [string, string][]) => {
    try {
      routeRequest(tree("GET /a"), { method: "GET", path: "/b", headers });
    } catch (error) {
      return error as GatewayRefusal;
    }
    throw new Error("it was routed");
  };

  test.each<[[string, string][]]>([[[]], [[["Authorization", "AWS4-HMAC-SHA256 Credential=a/b, Signature=c"]]]])(
    "with headers %j is a missing authentication token",
    (headers) => {
      expect(refusal(headers)).toBeInstanceOf(GatewayRefusal);
      expect(refusal(headers).type).toBe("MISSING_AUTHENTICATION_TOKEN");
    },
  );

  test("with a bearer token is an incomplete signature", () => {
    const hash = createHash("sha256").update("Bearer x").digest("base64");
    expect(refusal([["authorization", "Bearer x"]])).toMatchObject({
      type: "DEFAULT_4XX",
      overrides: {
        status: 403,
        errorType: "IncompleteSignatureException",
        message: `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`,
      },
    });
  });

  test("the control has one", () => {
    expect(routeRequest(tree("GET /a"), { method: "GET", path: "/a", headers: [] }).route.resource).toBe("/a");
  });
});
