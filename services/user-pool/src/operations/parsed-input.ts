import type { z } from "zod";
import { InvalidParameter, Serialization } from "./failures.ts";

type Issue = z.core.$ZodIssue;

/** Members whose value the service never repeats. */
const sensitive = new Set([
  "AccessToken",
  "ClientSecret",
  "RefreshToken",
  "Token",
  "AuthParameters",
  "UserAttributes",
  "Password",
  "PreviousPassword",
  "ProposedPassword",
  "TemporaryPassword",
  "ChallengeResponses",
  "Session",
  "ConfirmationCode",
  "Code",
  "UserCode",
  "SecretHash",
]);

/** What has a length: all else is compared by its value. */
const lengthy = new Set<string>(["string", "array"]);

/** What a value must satisfy, in the words of the service's own validator. */
const constraint = (issue: Issue): string | undefined => {
  switch (issue.code) {
    case "too_small":
      return lengthy.has(issue.origin)
        ? `Member must have length greater than or equal to ${issue.minimum}`
        : `Member must have value greater than or equal to ${issue.minimum}`;
    case "too_big":
      return lengthy.has(issue.origin)
        ? `Member must have length less than or equal to ${issue.maximum}`
        : `Member must have value less than or equal to ${issue.maximum}`;
    case "invalid_format":
      return `Member must satisfy regular expression pattern: ${patternOf(issue)}`;
    case "invalid_value":
      return `Member must satisfy enum value set: [${issue.values.join(", ")}]`;
    case "custom":
      return issue.message;
    default:
      return undefined;
  }
};

/** The documented patterns are not anchored; the schemas' are. */
const patternOf = (issue: Issue) =>
  String(issue.code === "invalid_format" ? (issue.pattern ?? "") : "")
    .replace(/^\/\^?/, "")
    .replace(/\$?\/[a-z]*$/, "");

/** Lists count from one and say so: `userAttributes.1.member.name`. */
const memberName = (path: readonly PropertyKey[]) =>
  path
    .map((part) => (typeof part === "number" ? `${part + 1}.member` : String(part)))
    .map((part) => part.replace(/^[A-Z]/, (letter) => letter.toLowerCase()))
    .join(".");

export const valueAt = (body: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part], body);

/** A member that is null is one that was not sent, as the real service's protocol has it. */
export const withoutNulls = (body: unknown): unknown => {
  if (Array.isArray(body)) return body.map(withoutNulls);
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (value === null ? [] : [[name, withoutNulls(value)]])),
  );
};

const explained = (issue: Issue, body: unknown) => {
  const value = valueAt(body, issue.path);
  const shown = sensitive.has(String(issue.path[0]))
    ? "Value"
    : value === undefined || value === null
      ? "Value null"
      : `Value '${String(value)}'`;
  const missing = value === undefined || value === null;
  const must = missing ? "Member must not be null" : constraint(issue);
  if (must === undefined) throw new Serialization(`${memberName(issue.path)} has a value of another type.`);
  return `${shown} at '${memberName(issue.path)}' failed to satisfy constraint: ${must}`;
};

/**
 * The input of an operation, checked.
 * @throws {InvalidParameter} listing all constraints that it fails, as the real service words them.
 * @throws {Serialization} when a member is of another JSON type.
 */
export const parsedInput = <Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => explained(issue, body));
  const counted = errors.length === 1 ? "1 validation error" : `${errors.length} validation errors`;
  throw new InvalidParameter(`${counted} detected: ${errors.join("; ")}`);
};
