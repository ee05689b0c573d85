import type { Change } from "@gatehouse/entitlements/changes.ts";
import { type Spoken, unmatched, warningOf } from "@gatehouse/entitlements/coverage.ts";
import type { Route } from "@gatehouse/entitlements/routes-in.ts";

/** What is said instead of warnings where there is nothing to check patterns against. */
const unknown = "Whether a permission matches a route is not known: the service was not told of an API.";

/** As many as anybody reads. */
const most = 100;

/** A warning for each permission that matches no route. */
export const warningsOf = (routes: readonly Route[] | undefined, permissions: readonly Spoken[]): string[] => {
  if (permissions.length === 0) return [];
  if (!routes) return [unknown];
  return unmatched(permissions, routes).slice(0, most).map(warningOf);
};

/** The same for the permissions that changes create or change. */
export const warningsFor = (routes: readonly Route[] | undefined, changes: readonly Change[]): string[] =>
  warningsOf(
    routes,
    changes.flatMap((change) =>
      change.op === "createPermission" || change.op === "changePermission"
        ? [{ name: change.permission, method: change.method, resource: change.resource, effect: change.effect }]
        : [],
    ),
  );
