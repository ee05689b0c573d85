import type { Pool } from "../config/user-pool.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import { UserNotFound } from "./failures.ts";
import { foundPool } from "./found.ts";

interface Named {
  readonly UserPoolId: string;
  readonly Username: string;
}

/**
 * The user whom an administrator names, and the pool. A federated user is found by username alone.
 * @throws {ResourceNotFound} @throws {UserNotFound}
 */
export const foundUser = async (
  { UserPoolId, Username }: Named,
  uses: Uses<"records" | "users">,
): Promise<{ pool: Pool; user: User }> => {
  const pool = await foundPool(UserPoolId, uses);
  const user = await uses.users.lookUp(pool, Username);
  if (!user) throw new UserNotFound();
  return { pool, user };
};

/**
 * For what was to be written: the user may have been deleted since.
 * @throws {UserNotFound}
 */
export const stillThere = (written: boolean): void => {
  if (!written) throw new UserNotFound();
};
