import { InvalidParameter } from "../operations/failures.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";

export interface Preference {
  readonly enabled: boolean;
  readonly preferred: boolean;
}

/**
 * Whether the authenticator app is asked for.
 * @throws {InvalidParameter} for a user who has none that was verified
 */
export const prefer = async (
  user: User,
  { enabled, preferred }: Preference,
  { softwareTokens, accounts, now }: Uses<"softwareTokens" | "accounts" | "now">,
): Promise<void> => {
  const token = await softwareTokens.find(user);
  if (enabled && token?.secret === undefined) throw new InvalidParameter("User has not verified software token mfa");
  if (preferred && !enabled) throw new InvalidParameter("User has not enabled software token mfa");
  await accounts.change(user, { softwareToken: { enabled, preferred } }, now());
};
