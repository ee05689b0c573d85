import { AccountRefused } from "../account.ts";
import { codeHash } from "../codes/confirmation-code.ts";
import { NotAuthorized, UserNotFound } from "../operations/failures.ts";
import type { Asked } from "../sign-up/resend-code.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import { postConfirmation } from "../triggers/post-confirmation.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import { chosenPassword } from "./chosen-password.ts";

/**
 * Sets another password by the code that was sent for it. A user whose password an administrator reset is confirmed again.
 * @throws {InvalidPassword} with the code as good as before
 * @throws {AccountRefused} for a code that is wrong, expired or tried too often
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html
 */
export const confirmForgotPassword = async (
  { pool, client, name, code, password, clientMetadata }: Asked & { readonly code: string; readonly password: string },
  uses: TriggerUses & Uses<"users" | "accounts" | "passwords" | "now">,
): Promise<User> => {
  const user = await uses.users.lookUp(pool, name);
  const chosen = await chosenPassword(pool, { username: user?.username ?? name, password }, uses);
  if (!user?.enabled) throw notThere(client.hidesUnknownUsers, user);
  const shown = { purpose: "password", hash: codeHash(code) } as const;
  const change = { code: shown, password: chosen, status: "CONFIRMED" } as const;
  const changed = await uses.accounts.change(user, change, uses.now());
  await uses.passwords.count({ poolId: pool.id, name: user.username }, { succeeded: true, now: uses.now() });
  const of = { poolId: pool.id, clientId: client.id, username: user.username, user: changed, clientMetadata };
  await postConfirmation({ ...of, source: "PostConfirmation_ConfirmForgotPassword" }, uses);
  return changed;
};

const notThere = (hidden: boolean, user: User | undefined) => {
  if (hidden) return new AccountRefused("code wrong");
  return user ? new NotAuthorized("User is disabled.") : new UserNotFound();
};
