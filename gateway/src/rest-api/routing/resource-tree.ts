import { type Part, partsOf } from "../../request/segments.ts";
import type { Route } from "../api.ts";

/** A node of the resource tree: what may follow it, and its own methods. */
export interface Resource {
  readonly literals: Map<string, Resource>;
  /** `{tradeId}`: one segment. */
  parameter: Variable | null;
  /** `{proxy+}`: everything that is left, at least one segment. */
  greedy: Variable | null;
  /** By HTTP method, or `ANY`. */
  readonly routes: Map<string, Route>;
}

export interface Variable {
  readonly name: string;
  readonly resource: Resource;
}

const emptyResource = (): Resource => ({ literals: new Map(), parameter: null, greedy: null, routes: new Map() });

/**
 * The routes as a tree of path segments. The import has made sure that no node has two parameters of different names.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export const resourceTree = (routes: readonly Route[]): Resource => {
  const root = emptyResource();
  for (const route of routes) partsOf(route.resource).reduce(childOf, root).routes.set(route.method, route);
  return root;
};

const childOf = (parent: Resource, part: Part): Resource => {
  if (part.kind === "literal") {
    const child = parent.literals.get(part.text) ?? emptyResource();
    parent.literals.set(part.text, child);
    return child;
  }
  parent[part.kind] ??= { name: part.name, resource: emptyResource() };
  return parent[part.kind]?.resource ?? parent;
};
