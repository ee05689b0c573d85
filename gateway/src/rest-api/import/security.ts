import { allowOnly, at, type Field, fault, isGiven, items, members, unexpected, warn } from "../../openapi/field.ts";
import type { Authorizer } from "../api.ts";
import { authorizerIn } from "./authorizer.ts";

/** Who may call an operation. Null: everybody. */
export type FindAuthorizer = (operation: Field) => Authorizer | null;

/**
 * Reads the security schemes and tells which one guards an operation: its own `security`, else the root's, which
 * API Gateway applies on import (recorded on AWS on 2025-07-02). Nothing is open by mistake: a requirement that cannot
 * be resolved is a fault. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export const securityIn = (root: Field): FindAuthorizer => {
  const schemes = at(at(root, "components"), "securitySchemes");
  const wanted = namesWanted(root);
  const authorizers = new Map(
    members(schemes)
      .filter(([name, scheme]) => wanted.has(name) || hasExtension(scheme))
      .map(([name, scheme]) => [name, authorizerIn(scheme, name)]),
  );
  const rootSecurity = securityOf(root);
  return (operation) => {
    const own = securityOf(operation);
    if (isOpened(operation, own)) return null;
    if (own) return required(own, authorizers);
    if (rootSecurity)
      warn(operation, "takes its security from the root of the file, which not every importer does: repeat it here");
    else
      warn(operation, "is open to everybody: it has no security, and neither has the root; say so with security: []");
    return rootSecurity && required(rootSecurity, authorizers);
  };
};

/** Null where `security` is not written at all. Written without a value, nobody can tell what is meant. */
const securityOf = (of: Field): Field | null => {
  const security = at(of, "security");
  if (security.value === null) unexpected(security, "a list; an open operation says security: []");
  return security.value === undefined ? null : security;
};

const hasExtension = (scheme: Field) => members(scheme).some(([key]) => key.startsWith("x-amazon-"));

/** The names in every `security` of the file, so that each scheme that is used is read once. */
const namesWanted = (root: Field): ReadonlySet<string> => {
  const operations = members(at(root, "paths")).flatMap(([, path]) => members(path).map(([, operation]) => operation));
  return new Set([root, ...operations].flatMap((each) => requirements(each)));
};

const requirements = ({ value }: Field): readonly string[] => {
  const { security } = (typeof value === "object" && value !== null ? value : {}) as { security?: unknown };
  return Array.isArray(security) ? security.flatMap((each) => Object.keys(Object(each))) : [];
};

/** `x-amazon-apigateway-auth: {type: NONE}` opens an operation, which must not be guarded at the same time. */
const isOpened = (operation: Field, own: Field | null): boolean => {
  const auth = at(operation, "x-amazon-apigateway-auth");
  if (!isGiven(auth)) return false;
  allowOnly(auth, ["type"]);
  if (String(at(auth, "type").value).toUpperCase() !== "NONE")
    unexpected(at(auth, "type"), "NONE: no other type is supported");
  if (own && items(own).length > 0) fault(auth, "contradicts the operation's security: leave one of them out");
  return true;
};

const required = (security: Field, authorizers: ReadonlyMap<string, Authorizer | null>): Authorizer | null => {
  const all = items(security);
  const [first] = all;
  if (!first) return null;
  const [only, ...more] = members(first);
  if (all.length > 1 || more.length > 0) fault(security, "several requirements for one operation are not supported");
  if (!only) {
    fault(first, "an empty requirement would make security optional; an open operation says security: []");
    return null;
  }
  const [name, scopes] = only;
  if (items(scopes).length > 0) fault(scopes, "scopes are not supported: a Lambda authorizer takes none");
  const authorizer = authorizers.get(name);
  if (authorizer === undefined) fault(scopes, `there is no security scheme ${name} in components.securitySchemes`);
  return authorizer ?? null;
};
