import { isHealthCheck } from "../../front/health-check.ts";
import { type Field, fault, warn } from "../../openapi/field.ts";
import { partsOf } from "../../request/segments.ts";

const literal = /^[A-Za-z0-9_.,:-]+$/;
const variable = /^\{[A-Za-z0-9_.:-]+\+?\}$/;

/**
 * Checks the paths of the file as resources of one tree.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export const checkResources = (paths: readonly (readonly [resource: string, Field])[]): void => {
  for (const [resource, field] of paths) checkResource(resource, field);
  checkSiblings(paths);
};

const checkResource = (resource: string, field: Field) => {
  if (resource === "/$default") return fault(field, "$default belongs to HTTP APIs");
  if (resource === "/") return;
  const segments = resource.split("/").slice(1);
  if (!resource.startsWith("/") || segments.includes(""))
    return fault(field, "expected a path that starts with one slash, has no empty segment and ends without a slash");
  for (const segment of segments)
    if (!literal.test(segment) && !variable.test(segment))
      fault(field, `the segment ${segment}: expected letters, digits and _ . , : - only, or one {parameter}`);
  if (segments.slice(0, -1).some((segment) => segment.endsWith("+}")))
    fault(field, "a greedy {parameter+} must come last");
  const names = partsOf(resource).flatMap((part) => (part.kind === "literal" ? [] : [part.name]));
  if (new Set(names).size < names.length) fault(field, "two parameters have one name");
  if (isHealthCheck(resource)) warn(field, "API Gateway keeps this path for its own health checks");
};

/** Two names for the same segment could not be told apart. */
const checkSiblings = (paths: readonly (readonly [string, Field])[]) => {
  const names = new Map<string, { readonly name: string; readonly resource: string }>();
  for (const [resource, field] of paths) {
    const segments = resource.split("/").slice(1);
    for (const [index, segment] of segments.entries()) {
      if (!variable.test(segment)) continue;
      const kind = segment.endsWith("+}") ? "{+}" : "{}";
      const node = `/${segments.slice(0, index).join("/")} ${kind}`;
      const other = names.get(node) ?? { name: segment, resource };
      if (other.name !== segment)
        fault(field, `${segment} stands where ${other.resource} has ${other.name}: one parameter only`);
      names.set(node, other);
    }
  }
};
