import { type Field, fault, items, members, warn } from "../../openapi/field.ts";
import { type Auth, authOf, schemesInUse, securityOf } from "../../openapi/security.ts";
import type { Authorizer, Route } from "../api.ts";
import type { Dialect } from "./dialect.ts";
import { type Scheme, schemeIn } from "./security-scheme.ts";

/** What a request needs to get through to an operation. */
export type Guard = Pick<Route, "authorizer" | "authorizationScopes" | "apiKeyRequired">;

/** Null where what guards an operation could not be read: a fault says why, and others about it would mislead. */
export type FindGuard = (operation: Field) => Guard | null;

type Schemes = ReadonlyMap<string, Scheme | null>;

const open: Guard = { authorizer: null, authorizationScopes: [], apiKeyRequired: false };

/**
 * Reads the security schemes and tells what guards an operation: its own `security`, else the root's. Nothing is open
 * by mistake: a requirement that cannot be resolved is a fault.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export const securityIn = (root: Field, dialect: Dialect): FindGuard => {
  const schemes: Schemes = new Map(
    schemesInUse(root, dialect.securitySchemes).map(([name, scheme]) => [name, schemeIn(scheme, name)]),
  );
  const ofTheRoot = securityOf(root);
  return (operation) => {
    const [own, auth] = [securityOf(operation), authOf(operation)];
    if (!own && !auth) tellInheritance(operation, ofTheRoot, dialect);
    const security = own ?? ofTheRoot;
    const guard = security ? required(security, schemes, dialect) : open;
    return guard && auth ? overridden(guard, auth, own) : guard;
  };
};

const tellInheritance = (operation: Field, ofTheRoot: Field | null, { appliesRootSecurity }: Dialect) => {
  if (!ofTheRoot)
    warn(operation, "is open to everybody: it has no security, and neither has the root; say so with security: []");
  else if (appliesRootSecurity)
    warn(operation, "takes its security from the root of the file, which not every importer does: repeat it here");
  else fault(operation, "API Gateway may not apply the security of the root in Swagger 2.0: repeat it here");
};

/** It replaces the authorizer that the root names, and must not contradict the operation's own. */
const overridden = (guard: Guard, { field, type }: Auth, own: Field | null): Guard => {
  const authorizer: Authorizer | null = type === "AWS_IAM" ? { name: type, type } : null;
  if (own && guard.authorizer && guard.authorizer.type !== type)
    fault(field, "contradicts the operation's security: leave one of them out");
  return { ...guard, authorizer, authorizationScopes: [] };
};

const required = (security: Field, schemes: Schemes, { securitySchemes }: Dialect): Guard | null => {
  const [first, ...alternatives] = items(security);
  if (!first) return open;
  const wanted = members(first).map(([name, scopes]) => ({ name, scopes, scheme: schemes.get(name) }));
  if (wanted.length === 0)
    fault(first, "an empty requirement would make security optional; an open operation says security: []");
  for (const { name, scopes, scheme } of wanted) {
    if (scheme === undefined) fault(scopes, `there is no security scheme ${name} in ${securitySchemes.path.join(".")}`);
    if (items(scopes).length > 0 && scheme && scheme.type !== "COGNITO_USER_POOLS")
      fault(scopes, "scopes are not supported: only an authorizer for user pools takes them");
  }
  const guards = wanted.flatMap(({ scheme, scopes }) =>
    scheme && scheme.type !== "API_KEY" ? [{ scheme, scopes }] : [],
  );
  if (alternatives.length > 0 || guards.length > 1)
    fault(security, "several requirements for one operation are not supported: one authorizer and an API key at most");
  if (wanted.length === 0 || wanted.some(({ scheme }) => !scheme)) return null;
  const [guard] = guards;
  return {
    authorizer: guard?.scheme ?? null,
    authorizationScopes: guard ? items(guard.scopes).map(({ value }) => String(value)) : [],
    apiKeyRequired: wanted.some(({ scheme }) => scheme?.type === "API_KEY"),
  };
};
