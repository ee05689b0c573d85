import { z } from "zod";

/** The name of a role or of a permission. */
export const entitlementName = z
  .string({ error: "expected a name" })
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    "expected 1 to 64 letters, digits, dots, underscores and hyphens, the first a letter or digit",
  );

/**
 * The pool username, as Cognito limits it: 1 to 128 characters, none of them space, control character or unpaired
 * surrogate. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserType.html
 */
export const username = z
  .string({ error: "expected a username" })
  .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u, "expected 1 to 128 letters, digits, symbols and punctuation marks")
  .refine((name) => name !== "*", "expected the name of one user");

/**
 * An identity provider, as Cognito names it, or `COGNITO` for the users of the pool itself. It has no underscore: the
 * first one in a username ends the provider's name.
 */
export const providerName = z
  .string({ error: "expected the name of an identity provider" })
  .regex(/^[^_\p{Z}\p{C}]{1,32}$/u, "expected 1 to 32 characters, none of them space or underscore");

/** A group, as it stands in `cognito:groups`. */
export const groupName = z
  .string({ error: "expected the name of a group" })
  .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u, "expected 1 to 128 letters, digits, symbols and punctuation marks");

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "*"] as const;

/** One HTTP method, or `*` for all. */
export const permissionMethod = z.enum(methods, { error: `expected one of ${methods.join(", ")}` });

/**
 * A path pattern in which `*` stands for any run of characters, `/` included, and `?` for one, and `${user.email}` for
 * an attribute of who asks. It becomes the last part of a resource ARN, so it holds what a URL path may hold (RFC 3986,
 * pchar).
 */
export const resourcePattern = z
  .string({ error: "expected a path pattern" })
  .max(256, "expected at most 256 characters")
  .regex(
    /^\/(?:[A-Za-z0-9._~!&'()+,;=:@%/*?-]|\$(?!\{)|\$\{user\.[A-Za-z][A-Za-z0-9_:-]{0,63}\})*$/,
    "expected a path that starts with / and holds only characters of URL paths, *, ? and variables such as ${user.username}",
  )
  .regex(/^[^*?]*(?:[*?][^*?]*){0,10}$/, "expected at most 10 wildcards");

export const permissionEffect = z.enum(["Allow", "Deny"], { error: "expected Allow or Deny" });

/** Whether administrative changes of a tenant wait until another administrator approves them. */
export const approvalsDemanded = z.enum(["none", "required"], { error: "expected none or required" });

/** What a role is for, in a user's words. */
export const description = z
  .string({ error: "expected a text" })
  .regex(/^[\s\S]{0,256}$/u, "expected at most 256 characters")
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "expected a text without control characters");

/** What a permission is: a method on a resource, allowed or denied. */
export const permission = z.strictObject({
  name: entitlementName,
  method: permissionMethod,
  resource: resourcePattern,
  effect: permissionEffect,
});
