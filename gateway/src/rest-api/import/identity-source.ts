import type { IdentitySource } from "../../authorizers/identity.ts";
import { type Field, fault, isGiven, text, unexpected } from "../../openapi/field.ts";
import { isContextVariable } from "../mapping/context-variable.ts";

/** RFC 9110 5.6.2, less the comma that separates sources anyway. */
const shape = /^(?:method\.request\.(header|querystring)|(stageVariables|context))\.([!#$%&'*+.^`|~\w-]+)$/;

/**
 * Reads `method.request.header.Authorization, context.identity.sourceIp`; no sources where the field is not given.
 * Path parameters cannot be identity sources. https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
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
    const hint = source.startsWith("$") ? " ($request.… belongs to HTTP APIs)" : "";
    unexpected(field, `method.request.header.x, method.request.querystring.x, stageVariables.x or context.x${hint}`);
    return [];
  }
  if (from === "context" && !isContextVariable(name)) fault(field, `context.${name} is no variable that is known here`);
  if (from === "context" && /^(authorizer|error)\./.test(name))
    fault(field, `context.${name} is not there yet when the authorizer is asked`);
  return [{ from, name }];
};
