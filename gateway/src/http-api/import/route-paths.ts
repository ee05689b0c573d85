import { type Field, fault } from "../../openapi/field.ts";
import { partsOf } from "../../request/segments.ts";

const literal = /^[A-Za-z0-9_.,:~-]+$/;
const variable = /^\{[A-Za-z0-9_.:-]+\+?\}$/;

/** How the file writes the route that takes what no other one does. */
export const defaultPath = "/$default";

/**
 * Checks the paths of the file as paths of routes. Unlike the resources of a REST API, routes are independent of one
 * another: `/a/{x}/b` and `/a/{y}/c` may stand side by side.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export const checkPaths = (paths: readonly (readonly [path: string, Field])[]): void => {
  const shapes = new Map<string, string>();
  for (const [path, field] of paths) {
    if (path !== "/" && path !== defaultPath) checkPath(path, field);
    const shape = path.replaceAll(/\{[^{}+]*(\+?)\}/g, "{$1}");
    const other = shapes.get(shape);
    if (other !== undefined) fault(field, `is the same path as ${other}, with other names for its parameters`);
    shapes.set(shape, path);
  }
};

const checkPath = (path: string, field: Field) => {
  const segments = path.split("/").slice(1);
  if (!path.startsWith("/") || segments.includes(""))
    return fault(field, "expected a path that starts with one slash, has no empty segment and ends without a slash");
  for (const segment of segments)
    if (!literal.test(segment) && !variable.test(segment))
      fault(field, `the segment ${segment}: expected letters, digits and _ . , : ~ - only, or one {parameter}`);
  if (segments.slice(0, -1).some((segment) => segment.endsWith("+}")))
    fault(field, "a greedy {parameter+} must come last");
  const names = partsOf(path).flatMap((part) => (part.kind === "literal" ? [] : [part.name]));
  if (new Set(names).size < names.length) fault(field, "two parameters have one name");
};
