import type { Spoken } from "./coverage.ts";
import { pathsMeet } from "./route-pattern.ts";
import type { Route } from "./routes-in.ts";
import { otherSpelling } from "./template-access.ts";
import type { PathRules } from "./template-search.ts";
import { resourceFor, type User } from "./variables.ts";

/** A route of an API: a method, and a path with parameters such as `/trades/{tradeId}`. */
export type RouteName = Pick<Route, "method" | "path">;

/** Whether a permission may speak of some path of a route, whatever the values of variables are. */
export const speaksOf = ({ method, effect, resource }: Spoken, route: RouteName): boolean =>
  (method === "*" || method === route.method) &&
  [pathOf(resource), ...(effect === "Deny" ? [otherSpelling(route.path, pathOf(resource))] : [])].some((pattern) =>
    pathsMeet(pattern, route.path),
  );

/** The path patterns of permissions, with the user's values in the place of variables. */
export const pathRules = (permissions: readonly Spoken[], user: User): PathRules => ({
  allow: patternsOf(permissions, "Allow", user),
  deny: patternsOf(permissions, "Deny", user),
});

const pathOf = (resource: string) => (resource === "*" ? "/*" : resource);

const patternsOf = (permissions: readonly Spoken[], effect: Spoken["effect"], user: User) => {
  const patterns = permissions
    .filter((permission) => permission.effect === effect)
    .flatMap((permission) => resourceFor(permission, user) ?? []);
  return [...new Set(patterns.map(pathOf))].sort();
};
