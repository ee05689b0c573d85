import type { Route } from "@gatehouse/entitlements/routes-in.ts";

/**
 * The route that API Gateway chooses for a request: at each segment a literal goes before `{param}` and that before
 * `{proxy+}`; `/$default` comes last. Undefined where the API has none.
 */
export const routeOf = (routes: readonly Route[], method: string, path: string): Route | undefined =>
  routesAt(routes, path)
    .filter((route) => route.method === method)
    .sort((one, other) => (rank(one.path) < rank(other.path) ? -1 : 1))[0];

/** The routes of all methods that a path may be of. */
export const routesAt = (routes: readonly Route[], path: string): readonly Route[] =>
  routes.filter((route) => shape(route.path).test(path));

const shape = (template: string) =>
  template === "/$default"
    ? /^\//
    : new RegExp(
        `^${template
          .split(/(\{[^{}]+\})/)
          .map(shapeOf)
          .join("")}$`,
      );

const shapeOf = (piece: string) => {
  if (!piece.startsWith("{")) return piece.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return piece.endsWith("+}") ? ".+" : "[^/]+";
};

/** A text that sorts the more specific template first. */
const rank = (template: string) =>
  template === "/$default"
    ? "9"
    : template
        .replaceAll(/[^/{}]*\{[^{}]*\+\}/g, "2")
        .replaceAll(/\{[^{}]*\}/g, "1")
        .replaceAll(/[^/12]+/g, "0");
