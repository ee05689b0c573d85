import { segmentsOf } from "../../request/segments.ts";
import type { Route } from "../api.ts";
import type { Resource, Variable } from "./resource-tree.ts";

export interface Match {
  readonly route: Route;
  /** Raw values: nothing is decoded between the client and the service. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * The route for a request. The pair of resource and method is what is looked for: a more specific resource that lacks
 * the method leaves the request to a less specific one that has it. At each segment a literal goes before `{param}`
 * and that before `{proxy+}`; at one resource the method goes before ANY. HEAD is not served by GET.
 *
 * Segments are compared as sent. One that is a literal in another spelling (`/urn%3Afoo` for `/urn:foo`) is no route at
 * all: left to `{proxy+}`, it would reach a service that decodes it to the path that another route protects.
 */
export const findRoute = (root: Resource, method: string, path: string): Match | null => {
  const segments = segmentsOf(path);
  if (segments.some(isDotSegment)) return null;
  return search({ method, segments }, root, 0);
};

interface Wanted {
  readonly method: string;
  readonly segments: readonly string[];
}

const search = (wanted: Wanted, node: Resource, depth: number): Match | null => {
  const segment = wanted.segments[depth];
  if (segment === undefined) return ending(wanted.method, node);
  if (isOtherSpelling(segment, node)) return null;
  const literal = node.literals.get(segment);
  return (
    (literal && search(wanted, literal, depth + 1)) ??
    (segment === "" ? null : below(node.parameter, segment, (child) => search(wanted, child, depth + 1))) ??
    below(node.greedy, wanted.segments.slice(depth).join("/"), (child) => ending(wanted.method, child))
  );
};

const ending = (method: string, { routes }: Resource): Match | null => {
  const route = routes.get(method) ?? (everyMethod.has(method) ? routes.get("ANY") : undefined);
  return route ? { route, pathParameters: {} } : null;
};

const below = (variable: Variable | null, value: string, find: (child: Resource) => Match | null): Match | null => {
  const found = variable && find(variable.resource);
  return found && { ...found, pathParameters: { [variable.name]: value, ...found.pathParameters } };
};

/** What ANY stands for. */
const everyMethod: ReadonlySet<string> = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

const isDotSegment = (segment: string) => segment === "." || segment === "..";

const isOtherSpelling = (segment: string, { literals }: Resource) => {
  if (!segment.includes("%")) return false;
  const plain = decoded(segment);
  return plain === null || (plain !== segment && literals.has(plain));
};

const decoded = (segment: string) => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
};
