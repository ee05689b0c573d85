import { expect, test } from "@jest/globals";
import { coverage, unmatched, warningOf } from "./coverage.ts";
import type { PermissionState } from "./state.ts";

const routes = [
  { method: "GET", path: "/trades", open: false },
  { method: "GET", path: "/trades/{id}", open: false },
  { method: "POST", path: "/trades/{id}/settlement", open: false },
  { method: "GET", path: "/users/{id}/roles", open: false },
  { method: "GET", path: "/auth/login", open: true },
];

const permission = (
  name: string,
  method: PermissionState["method"],
  resource: string,
  effect: "Allow" | "Deny" = "Allow",
) => ({
  name,
  method,
  resource,
  effect,
});

test("coverage tells what matches nothing, what nobody can reach and what is open", () => {
  const permissions = [
    permission("read", "GET", "/trades/*"),
    permission("no-settlement", "*", "/trades/*/settlement", "Deny"),
    permission("own", "GET", "/users/${user.sub}/*"),
    permission("old", "GET", "/orders/*"),
  ];
  expect(coverage(permissions, routes)).toEqual({
    unmatchedPermissions: [
      { permission: "old", method: "GET", resource: "/orders/*", nearest: { method: "GET", path: "/trades/{id}" } },
    ],
    uncoveredRoutes: [
      { method: "GET", path: "/trades" },
      { method: "POST", path: "/trades/{id}/settlement" },
    ],
    openRoutes: [{ method: "GET", path: "/auth/login" }],
  });
});

test.each<[string, PermissionState["method"], string, string]>([
  ["a misspelled segment", "GET", "/trdaes/*", "GET /trades/{id}"],
  ["a plural", "POST", "/trades/*/settlements", "POST /trades/{id}/settlement"],
  ["another method", "PUT", "/users/*/roles", "GET /users/{id}/roles"],
  ["a segment too many", "GET", "/trades/*/x/y", "GET /trades/{id}"],
  ["a variable", "GET", "/user/${user.sub}/roles", "GET /users/{id}/roles"],
])("for %s the nearest route is the one that was meant", (_case, method, resource, nearest) => {
  const [found] = unmatched([permission("p", method, resource)], routes);
  expect(found && warningOf(found)).toBe(
    `The permission p (${method} ${resource}) matches no route of the API; the nearest is ${nearest}.`,
  );
});

test("what matches a route is no cause for a warning", () => {
  expect(unmatched([permission("p", "GET", "/trades/*")], routes)).toEqual([]);
});
