import { NotAuthorized } from "../challenges/failures.ts";
import { judged } from "../challenges/judged.ts";
import type { Pool } from "../config/user-pool.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import { chosenPassword } from "./chosen-password.ts";
import { isPasswordOf } from "./is-password-of.ts";

interface Change {
  readonly pool: Pool;
  readonly user: User;
  readonly before: string | undefined;
  readonly password: string;
}

/**
 * Sets another password for somebody who knows the present one. A wrong one counts as a failed sign-in.
 * @throws {NotAuthorized} @throws {InvalidPassword} @throws {PasswordUsedBefore}
 */
export const changePassword = async (
  { pool, user, before = "", password }: Change,
  uses: Uses<"accounts" | "passwords" | "now">,
): Promise<void> => {
  const tried = { poolId: pool.id, name: user.username };
  if (!(await judged(tried, () => isPasswordOf(user, before, uses), uses))) throw new NotAuthorized();
  const chosen = await chosenPassword(pool, { username: user.username, password }, uses);
  await uses.accounts.change(user, { password: chosen }, uses.now());
};
