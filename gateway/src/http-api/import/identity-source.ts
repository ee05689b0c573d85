import type { IdentitySource } from "../../authorizers/identity.ts";
import { type Field, fault, isGiven, text, unexpected } from "../../openapi/field.ts";
import { isContextVariable } from "../context-variable.ts";

/** RFC 9110 5.6.2, less the comma that separates sources anyway. */
const shape = /^\$(?:request\.(header|querystring)|(stageVariables|context))\.([!#$%&'*+.^`|~\w-]+)$/;

/**
 * Reads `$request.header.Authorization, $context.routeKey`; no sources where the field is not given.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export const identitySourcesIn = (field: Field): readonly IdentitySource[] =>
  isGiven(field)
    ? text(field)
        .split(",")
        .flatMap((source) => sourceNamed(field, source.trim()))
    : [];

const sourceNamed = (field: Field, source: string): readonly IdentitySource[] => {
  const [, request, other, name] = shape.exec(source) ?? [];
  const from = (request ?? other) as IdentitySource["from"] | undefined;
  if (from === undefined || name === undefined) {
    const hint = source.startsWith("method.") ? " (method.request.… belongs to REST APIs)" : "";
    unexpected(field, `$request.header.x, $request.querystring.x, $stageVariables.x or $context.x${hint}`);
    return [];
  }
  if (from === "context" && !isContextVariable(name))
    fault(field, `$context.${name} is no variable that is known here`);
  if (from === "context" && name.startsWith("authorizer."))
    fault(field, `$context.${name} is not there yet when the authorizer is asked`);
  return [{ from, name }];
};
