import type { Part } from "../../request/segments.ts";
import type { Exchange } from "../exchange.ts";
import type { Entry } from "./route-table.ts";

export type Match = Pick<Exchange, "route" | "pathParameters">;

/**
 * The route for a request, or null. What is looked for is a path and a method together: a path that lacks the method
 * leaves the request to the next one that has it.
 *
 * A slash at the end counts: `/a/` is not `/a`, and `/a/{proxy+}` takes it, with an empty rest (seen on AWS, storacha/w3infra#166).
 * Unconfirmed: whether it takes `/a` as well, which it does not here.
 *
 * Segments are compared as sent. A path that would go to another route if its escapes were read (`/%61dmin`) goes to
 * none: the service behind an open route may read them, and find itself at the path that the other route protects.
 */
export const findRoute = (table: readonly Entry[], method: string, path: string): Match | null => {
  const segments = path.slice(1).split("/");
  const found = search(table, method, segments);
  if (!path.includes("%")) return found;
  const read = segments.map(decoded);
  if (read.includes(null)) return null;
  const other = search(table, method, read as readonly string[]);
  return other?.route === found?.route ? found : null;
};

const search = (table: readonly Entry[], method: string, segments: readonly string[]): Match | null => {
  for (const { route, parts } of table) {
    if (route.method !== method && !(route.method === "ANY" && everyMethod.has(method))) continue;
    const pathParameters = route.path === null ? {} : parametersIn(parts, segments);
    if (pathParameters) return { route, pathParameters };
  }
  return null;
};

/** What ANY stands for. */
const everyMethod: ReadonlySet<string> = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

/** Raw values by name; null where the path is another one. */
const parametersIn = (parts: readonly Part[], segments: readonly string[]): Match["pathParameters"] | null => {
  const values = valuesFor(parts, segments);
  if (values.length !== parts.length || !parts.every((part, index) => takes(part, values[index]))) return null;
  const named = parts.flatMap((part, index) => (part.kind === "literal" ? [] : [[part.name, values[index] ?? ""]]));
  return Object.fromEntries(named);
};

/** To a greedy parameter all that is left is one value. */
const valuesFor = (parts: readonly Part[], segments: readonly string[]): readonly string[] => {
  const last = parts.length - 1;
  if (parts[last]?.kind !== "greedy" || segments.length < parts.length) return segments;
  return [...segments.slice(0, last), segments.slice(last).join("/")];
};

const takes = (part: Part, value: string | undefined) => {
  if (part.kind === "literal") return value === part.text;
  return part.kind === "greedy" || value !== "";
};

const decoded = (segment: string): string | null => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
};
