import { at, type Field, fault, items, members, text, warn } from "../../openapi/field.ts";
import { type Auth, authOf, schemesInUse, securityOf } from "../../openapi/security.ts";
import type { RouteAuthorization } from "../api.ts";
import { type Scheme, schemeIn } from "./security-scheme.ts";

/** Null where what guards an operation could not be read: a fault says why, and others about it would mislead. */
export type FindAuthorization = (operation: Field) => RouteAuthorization | null;

type Schemes = ReadonlyMap<string, Scheme | null>;

const open: RouteAuthorization = { type: "NONE" };

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const mostScopes = 10;

/**
 * Reads the security schemes and tells what guards an operation: its own `security`, else the root's. Nothing is open
 * by mistake: a requirement that cannot be resolved is a fault. Unconfirmed for HTTP APIs: the root's `security`, which
 * the guide says is not used and which an import into a REST API was recorded on AWS to apply (2025-07-02).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export const securityIn = (root: Field): FindAuthorization => {
  const schemes: Schemes = new Map(
    schemesInUse(root, at(at(root, "components"), "securitySchemes")).map(([name, scheme]) => [
      name,
      schemeIn(scheme, name),
    ]),
  );
  const ofTheRoot = securityOf(root);
  return (operation) => {
    const [own, auth] = [securityOf(operation), authOf(operation)];
    if (auth) return byExtension(auth, own, schemes);
    if (!own) tellInheritance(operation, ofTheRoot);
    const security = own ?? ofTheRoot;
    return security ? required(security, schemes) : open;
  };
};

const tellInheritance = (operation: Field, ofTheRoot: Field | null) => {
  if (ofTheRoot)
    warn(operation, "takes its security from the root of the file, which not every importer does: repeat it here");
  else warn(operation, "is open to everybody: it has no security, and neither has the root; say so with security: []");
};

/** It replaces what the root says, and must not contradict the operation's own. */
const byExtension = ({ field, type }: Auth, own: Field | null, schemes: Schemes): RouteAuthorization | null => {
  const named = own ? required(own, schemes) : { type };
  if (named && named.type !== type) fault(field, "contradicts the operation's security: leave one of them out");
  return named && { type };
};

const required = (security: Field, schemes: Schemes): RouteAuthorization | null => {
  const all = items(security);
  const [first] = all;
  if (!first) return open;
  const [only, ...more] = members(first);
  if (all.length > 1 || more.length > 0)
    fault(security, "a route has one authorizer: several requirements are not supported");
  if (!only) {
    fault(first, "an empty requirement would make security optional; an open operation says security: []");
    return null;
  }
  const [name, scopes] = only;
  const scheme = schemes.get(name);
  if (scheme === undefined) fault(scopes, `there is no security scheme ${name} in components.securitySchemes`);
  return scheme ? authorizationBy(scheme, scopes) : null;
};

const authorizationBy = (scheme: Scheme, field: Field): RouteAuthorization => {
  const scopes = items(field).map((scope) => text(scope, "a scope"));
  if (scheme.kind === "JWT") {
    if (scopes.length > mostScopes) fault(field, `a route has ${mostScopes} scopes at most`);
    return { type: "JWT", authorizer: scheme, scopes };
  }
  if (scopes.length > 0) fault(field, "scopes are not supported here: only a jwt authorizer takes them");
  return scheme.kind === "AWS_IAM" ? { type: "AWS_IAM" } : { type: "CUSTOM", authorizer: scheme };
};
