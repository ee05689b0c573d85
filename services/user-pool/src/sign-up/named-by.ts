import { asStored } from "../alias.ts";
import type { Pool } from "../config/user-pool.ts";
import { InvalidParameter } from "../operations/failures.ts";

const isEmail = (name: string) => /^[^\s@]+@[^\s@]+$/.test(name);
const isPhone = (name: string) => /^\+\d{2,15}$/.test(name);

interface Named {
  readonly username: string;
  /** What the name says of the user beside it. */
  readonly attributes: readonly [string, string][];
}

/**
 * The username of a user who is made under a name: in a pool in which users sign in by their addresses the name is such
 * an address, and the username the user's `sub`.
 * @throws {InvalidParameter} for a name of another kind, and for one that looks like another user's alias
 */
export const namedBy = (pool: Pool, { name, sub }: { readonly name: string; readonly sub: string }): Named => {
  if (pool.usernameAttributes.length > 0) return { username: sub, attributes: [addressOf(pool, name)] };
  if (pool.aliasAttributes.includes("email") && isEmail(name))
    throw new InvalidParameter("Username cannot be of email format, since user pool is configured for email alias.");
  if (pool.aliasAttributes.includes("phone_number") && isPhone(name))
    throw new InvalidParameter(
      "Username cannot be of phone number format, since user pool is configured for phone number alias.",
    );
  return { username: asStored(pool, name), attributes: [] };
};

const addressOf = ({ usernameAttributes }: Pool, name: string): [string, string] => {
  if (usernameAttributes.includes("email") && isEmail(name)) return ["email", name];
  if (usernameAttributes.includes("phone_number") && isPhone(name)) return ["phone_number", name];
  const [only, other] = usernameAttributes;
  if (other !== undefined) throw new InvalidParameter("Username should be either an email or a phone number.");
  throw new InvalidParameter(`Username should be ${only === "email" ? "an email" : "a phone number"}.`);
};
