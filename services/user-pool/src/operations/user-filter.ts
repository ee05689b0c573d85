import type { UserFilter } from "../user.ts";
import { InvalidParameter } from "./failures.ts";

/** `name ^= "value"`: one comparison, its value in quotes, with a backslash before a quote inside it. */
const grammar = /^\s*([\w:]+)\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/s;

/** What can be searched for, and whether with case. Custom attributes cannot. */
const searchable: Readonly<Record<string, Pick<UserFilter, "of" | "exact">>> = {
  username: { of: "username", exact: true },
  sub: { of: "sub", exact: true },
  status: { of: "enabled", exact: false },
  "cognito:user_status": { of: "user status", exact: false },
  ...Object.fromEntries(
    ["email", "phone_number", "name", "given_name", "family_name", "preferred_username"].map((attribute) => [
      attribute,
      { of: { attribute }, exact: true },
    ]),
  ),
};

/**
 * The Filter of ListUsers.
 * @throws {InvalidParameter}
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
 */
export const userFilter = (text: string): UserFilter | undefined => {
  if (text.trim() === "") return undefined;
  const [, name = "", comparison, quoted = ""] = grammar.exec(text) ?? [];
  if (comparison !== "=" && comparison !== "^=") throw new InvalidParameter("Error while parsing filter");
  const target = Object.hasOwn(searchable, name) ? searchable[name] : undefined;
  if (!target) throw new InvalidParameter(`Invalid search attribute: ${name}`);
  return { ...target, comparison, value: quoted.replace(/\\(.)/gs, "$1") };
};
