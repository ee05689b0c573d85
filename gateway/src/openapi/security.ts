import { allowOnly, at, type Field, isGiven, members, oneOf, unexpected } from "./field.ts";

// What both kinds of APIs read alike of who may call an operation. Nothing is open by mistake.

/** An operation's or the root's `security`; null where it is not written at all. Without a value nobody can tell what is meant. */
export const securityOf = (of: Field): Field | null => {
  const security = at(of, "security");
  if (security.value === null) unexpected(security, "a list; an open operation says security: []");
  return security.value === undefined ? null : security;
};

/**
 * The schemes that mean something: those that some `security` of the file names, and those with an extension of API
 * Gateway. Others may stand there for other tools.
 * @param schemes `components.securitySchemes`, or `securityDefinitions`.
 */
export const schemesInUse = (root: Field, schemes: Field): readonly (readonly [name: string, Field])[] => {
  const operations = members(at(root, "paths")).flatMap(([, path]) => members(path).map(([, operation]) => operation));
  const wanted = new Set([root, ...operations].flatMap((each) => namesIn(each)));
  return members(schemes).filter(([name, scheme]) => wanted.has(name) || hasExtension(scheme));
};

const namesIn = ({ value }: Field): readonly string[] => {
  const { security } = (typeof value === "object" && value !== null ? value : {}) as { security?: unknown };
  return Array.isArray(security) ? security.flatMap((each) => Object.keys(Object(each))) : [];
};

const hasExtension = (scheme: Field) => members(scheme).some(([key]) => key.startsWith("x-amazon-"));

/** `x-amazon-apigateway-auth`, which is written beside `security` or instead of it. */
export interface Auth {
  readonly field: Field;
  readonly type: "NONE" | "AWS_IAM";
}

export const authOf = (operation: Field): Auth | null => {
  const field = at(operation, "x-amazon-apigateway-auth");
  if (!isGiven(field)) return null;
  allowOnly(field, ["type"]);
  return { field, type: oneOf(at(field, "type"), ["NONE", "AWS_IAM"]) };
};
