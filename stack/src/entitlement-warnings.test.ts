import { tenantState } from "@gatehouse/entitlements/state.ts";
import { expect, test } from "@jest/globals";
import { entitlementWarnings } from "./entitlement-warnings.ts";

const tenant = (name: string, resource: string) =>
  tenantState.parse({ name, providers: [], permissions: [{ name: "read", method: "GET", resource, effect: "Allow" }] });
const routes = [
  { method: "GET", path: "/trades/{tradeId}", open: false },
  { method: "GET", path: "/health", open: true },
];

test.each<[string, string[], string[]]>([
  ["a pattern that meets a route", ["/trades/*"], []],
  [
    "one that meets none",
    ["/trades/*", "/tradez/*"],
    [
      "config/entitlements.yaml, tenant t1: The permission read (GET /tradez/*) matches no route of the API; the nearest is GET /trades/{tradeId}.",
    ],
  ],
  [
    "a route that nobody covers, the open one not",
    ["/health"],
    ["config/entitlements.yaml: no permission covers GET /trades/{tradeId}, so nobody is let through."],
  ],
])("%s", (_case, resources, expected) => {
  const tenants = resources.map((resource, index) => tenant(`t${index}`, resource));
  expect(entitlementWarnings(tenants, routes)).toEqual(expected);
});
