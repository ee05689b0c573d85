import type { Pool } from "../config/user-pool.ts";
import type { Uses } from "../world.ts";
import { InvalidPassword, PasswordUsedBefore } from "./failures.ts";
import { policyFault } from "./policy-fault.ts";
import { isUsedBefore, storedPassword } from "./stored-password.ts";

interface Chosen {
  readonly username: string;
  readonly password: string;
  readonly temporary?: boolean;
}

/**
 * A password as it will be stored, after the pool's policy.
 * @throws {InvalidPassword} @throws {PasswordUsedBefore}
 */
export const chosenPassword = async (
  pool: Pool,
  { username, password, temporary = false }: Chosen,
  { passwords, now }: Uses<"passwords" | "now">,
) => {
  const fault = policyFault(pool.passwordPolicy, password);
  if (fault !== undefined) throw new InvalidPassword(`Password did not conform with policy: ${fault}`);
  const { history } = pool.passwordPolicy;
  const before = history === 0 ? undefined : await passwords.find({ poolId: pool.id, username });
  if (await isUsedBefore(password, before, history)) throw new PasswordUsedBefore();
  const of = { poolId: pool.id, username };
  return { password: await storedPassword(of, { password, temporary, now: now() }), kept: history };
};
