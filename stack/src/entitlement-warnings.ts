import { coverage, unmatched, warningOf } from "@gatehouse/entitlements/coverage.ts";
import type { Route } from "@gatehouse/entitlements/routes-in.ts";
import type { TenantState } from "@gatehouse/entitlements/state.ts";

/** What in the entitlements is of no use with this API, in a sentence each: nothing of it stops a start. */
export const entitlementWarnings = (tenants: readonly TenantState[], routes: readonly Route[]): readonly string[] => [
  ...tenants.flatMap(({ name, permissions }) =>
    unmatched(permissions, routes).map((each) => `config/entitlements.yaml, tenant ${name}: ${warningOf(each)}`),
  ),
  ...coverage(
    tenants.flatMap(({ permissions }) => permissions),
    routes,
  ).uncoveredRoutes.map(
    ({ method, path }) => `config/entitlements.yaml: no permission covers ${method} ${path}, so nobody is let through.`,
  ),
];
