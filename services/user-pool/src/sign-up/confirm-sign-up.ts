import { AccountRefused } from "../account.ts";
import { codeHash } from "../codes/confirmation-code.ts";
import { signUpDestination } from "../codes/destination.ts";
import type { Pool } from "../config/user-pool.ts";
import type { Client } from "../config/user-pool-client.ts";
import { NotAuthorized, UserNotFound } from "../operations/failures.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import { postConfirmation } from "../triggers/post-confirmation.ts";
import type { Attributes, User } from "../user.ts";
import type { Uses } from "../world.ts";
import type { Asked } from "./resend-code.ts";

export interface Confirmation extends Asked {
  readonly code: string;
  /** Whether an alias that is another user's becomes this one's. */
  readonly movesAliases?: boolean | undefined;
}

/**
 * Confirms a sign-up by its code, which verifies the address that it went to.
 * @throws {NotAuthorized} for a user who is confirmed, or disabled
 * @throws {AccountRefused} for a code that is wrong, expired or tried too often, and an alias that is another's
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html
 */
export const confirmSignUp = async (
  { pool, client, name, code, movesAliases = false, clientMetadata }: Confirmation,
  uses: TriggerUses & Uses<"users" | "accounts" | "now">,
): Promise<User> => {
  const user = await uses.users.lookUp(pool, name);
  if (!user?.enabled) throw notThere(client, user);
  refuseConfirmed(user);
  const change = {
    code: { purpose: "sign-up", hash: codeHash(code) },
    status: "CONFIRMED",
    attributes: (current: Attributes) => verified(pool, current),
    movesAliases,
  } as const;
  const confirmed = await uses.accounts.change(user, change, uses.now());
  const of = { poolId: pool.id, clientId: client.id, username: user.username, user: confirmed, clientMetadata };
  await postConfirmation({ ...of, source: "PostConfirmation_ConfirmSignUp" }, uses);
  return confirmed;
};

/** @throws {NotAuthorized} */
export const refuseConfirmed = ({ status }: User): void => {
  if (status !== "UNCONFIRMED") throw new NotAuthorized(`User cannot be confirmed. Current status is ${status}`);
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html */
const notThere = ({ hidesUnknownUsers }: Client, user: User | undefined) => {
  if (hidesUnknownUsers) return new AccountRefused("code expired");
  return user ? new NotAuthorized("User is disabled.") : new UserNotFound();
};

const verified = (pool: Pool, attributes: Attributes): Attributes => {
  const destination = signUpDestination(pool, attributes);
  return destination ? { ...attributes, [`${destination.attribute}_verified`]: "true" } : attributes;
};
