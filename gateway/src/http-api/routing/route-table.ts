import { type Part, partsOf } from "../../request/segments.ts";
import type { Route } from "../api.ts";

/** A route with its path taken apart. */
export interface Entry {
  readonly route: Route;
  /** None for `$default`. */
  readonly parts: readonly Part[];
}

/**
 * The routes in the order in which they are tried: those that say every segment of a path, then those that end in a
 * `{greedy+}` one, then `$default`; of two alike a literal goes before `{param}`, segment by segment, and a method before
 * ANY on one path. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export const routeTable = (routes: readonly Route[]): readonly Entry[] =>
  routes.map((route) => ({ route, parts: partsIn(route) })).toSorted(byPriority);

/** The path `/` is one empty segment. */
const partsIn = ({ path }: Route): readonly Part[] =>
  path === "/" ? [{ kind: "literal", text: "" }] : partsOf(path ?? "");

const byPriority = (one: Entry, other: Entry): number =>
  classOf(one) - classOf(other) || bySegments(one.parts, other.parts) || ofMethod(one) - ofMethod(other);

const classOf = ({ route, parts }: Entry) => {
  if (route.path === null) return 2;
  return parts.at(-1)?.kind === "greedy" ? 1 : 0;
};

const rank = { literal: 0, parameter: 1, greedy: 2 } as const;

/**
 * The first segment in which they differ in kind decides, and the shorter path where one goes on behind the other: no
 * request is for both, but without it the order would not be total, and the one in which they are declared would count.
 */
const bySegments = (one: readonly Part[], other: readonly Part[]): number => {
  for (const [index, part] of one.entries()) {
    const difference = rank[part.kind] - rank[other[index]?.kind ?? part.kind];
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
};

const ofMethod = ({ route }: Entry) => (route.method === "ANY" ? 1 : 0);
