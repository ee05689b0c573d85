import { matchesRoute, pathsMeet } from "./route-pattern.ts";
import type { Route } from "./routes-in.ts";
import type { PermissionState } from "./state.ts";

type RouteName = Pick<Route, "method" | "path">;

/** A permission as this needs to know it. */
export type Spoken = Pick<PermissionState, "name" | "resource" | "effect"> & { readonly method: string };

/** A permission that no request can meet, because the API has no such route. */
export interface Unmatched {
  readonly permission: string;
  readonly method: string;
  readonly resource: string;
  /** The route that looks most like it; none where the API has no route. */
  readonly nearest?: RouteName;
}

export interface Coverage {
  readonly unmatchedPermissions: readonly Unmatched[];
  /** Guarded routes that no Allow speaks of: nobody can be let through. */
  readonly uncoveredRoutes: readonly RouteName[];
  /** Routes for which nobody is asked for a token, so that permissions do not count. */
  readonly openRoutes: readonly RouteName[];
}

/** Compares what permissions speak of with what an API has. */
export const coverage = (permissions: readonly Spoken[], routes: readonly Route[]): Coverage => {
  const allows = permissions.filter(({ effect }) => effect === "Allow");
  const isCovered = (route: Route) => allows.some((permission) => matchesRoute(permission, route));
  return {
    unmatchedPermissions: unmatched(permissions, routes),
    uncoveredRoutes: routes.filter((route) => !route.open && !isCovered(route)).map(nameOf),
    openRoutes: routes.filter(({ open }) => open).map(nameOf),
  };
};

/** Those of the permissions that match no route. */
export const unmatched = (permissions: readonly Spoken[], routes: readonly Route[]): readonly Unmatched[] =>
  permissions
    .filter((permission) => !routes.some((route) => matchesRoute(permission, route)))
    .map(({ name, method, resource }) => {
      const nearest = nearestTo({ method, resource }, routes);
      return { permission: name, method, resource, ...(nearest && { nearest: nameOf(nearest) }) };
    });

/** What is wrong in words, for a person who made the permission. */
export const warningOf = ({ permission, method, resource, nearest }: Unmatched): string =>
  `The permission ${permission} (${method} ${resource}) matches no route of the API${nearest ? `; the nearest is ${nearest.method} ${nearest.path}` : ""}.`;

const nameOf = ({ method, path }: RouteName): RouteName => ({ method, path });

/** A path that fits with another method is nearer than one that does not fit. */
const nearestTo = ({ method, resource }: { method: string; resource: string }, routes: readonly Route[]) => {
  const written = resource.replaceAll(/\$\{[^}]*\}/g, "*");
  const likeness = (route: Route) =>
    (pathsMeet(resource, route.path) ? 10_000 : 2 * alike(written, route.path.replaceAll(/\{[^{}]*\}/g, "*"))) +
    (route.method === method ? 1 : 0);
  let best: { route: Route; likeness: number } | undefined;
  for (const route of routes) {
    const now = likeness(route);
    if (!best || now > best.likeness) best = { route, likeness: now };
  }
  return best?.route;
};

/** The share of both, in thousandths, that is alike at the beginning and at the end. */
const alike = (one: string, other: string): number => {
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) start++;
  let end = 0;
  while (end < most - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return Math.round((2_000 * (start + end)) / (one.length + other.length));
};
