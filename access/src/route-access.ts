import type { Grant } from "@gatehouse/entitlements/grant.ts";
import { pathRules, type RouteName, speaksOf } from "@gatehouse/entitlements/route-rules.ts";
import { type Access, compareAccess } from "@gatehouse/entitlements/template-access.ts";
import type { User } from "@gatehouse/entitlements/variables.ts";

interface Held {
  readonly grants: readonly Grant[];
  readonly user: User;
}

const nothing = { allow: [], deny: [] };

/** How much of a route is reached with grants that are all in force. */
export const accessTo = ({ method, path }: RouteName, { grants, user }: Held): Access => {
  const route = { method, path: templateOf(path) };
  // Those alone that speak of the route, so that others do not change which paths are named as examples.
  const held = grants.map((grant) => ({ ...grant, name: grant.permission })).filter((each) => speaksOf(each, route));
  return compareAccess(route.path, nothing, pathRules(held, user)).after;
};

/** One of the paths of a route. */
export const witnessOf = ({ path }: RouteName): string => templateOf(path).replaceAll(/\{[^{}]+\}/g, "1");

/** What `$default` takes is every path. */
const templateOf = (path: string) => (path === "/$default" ? "/{path+}" : path);
