import type { Pool } from "./config/user-pool.ts";
import type { User } from "./user.ts";

/** What else a user is found by beside the username. No two users of a pool have the same. */
export interface Alias {
  readonly attribute: "email" | "phone_number" | "preferred_username";
  readonly value: string;
}

/**
 * The aliases of a profile: where users sign in by their addresses, those; in a pool with aliases, the addresses that are
 * verified, and the preferred name of a user who is confirmed. A profile that only a provider vouches for has none.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-aliases
 */
export const aliasesOf = (pool: Pool, { status, attributes }: Pick<User, "status" | "attributes">): Alias[] => {
  if (status === "EXTERNAL_PROVIDER") return [];
  const counts = (attribute: Alias["attribute"]) =>
    pool.usernameAttributes.length > 0 ||
    (attribute === "preferred_username" ? status !== "UNCONFIRMED" : attributes[`${attribute}_verified`] === "true");
  return [...pool.usernameAttributes, ...pool.aliasAttributes].flatMap((attribute) => {
    const value = attributes[attribute];
    return value !== undefined && counts(attribute) ? [{ attribute, value: asStored(pool, value) }] : [];
  });
};

/** A name as the pool stores and compares it. */
export const asStored = ({ caseSensitive }: Pick<Pool, "caseSensitive">, name: string) =>
  caseSensitive ? name : name.toLowerCase();
