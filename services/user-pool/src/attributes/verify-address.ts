import { AccountRefused } from "../account.ts";
import { codeHash } from "../codes/confirmation-code.ts";
import type { Pool } from "../config/user-pool.ts";
import type { Attributes, User } from "../user.ts";
import type { Uses } from "../world.ts";

interface Verification {
  readonly pool: Pool;
  readonly user: User;
  readonly attribute: "email" | "phone_number";
  readonly code: string;
}

/**
 * Marks the address to which the code was sent as verified. Where the pool waits for the code, it becomes the user's.
 * @throws {AccountRefused} for a code that is wrong, expired, tried too often or of another address
 */
export const verifyAddress = async (
  { pool, user, attribute, code }: Verification,
  { accounts, now }: Uses<"accounts" | "now">,
): Promise<void> => {
  const waits = pool.verifiedBeforeUpdate.includes(attribute);
  const attributes = (current: Attributes, address: string | undefined): Attributes => {
    if (address === undefined || (!waits && current[attribute] !== address)) throw new AccountRefused("code expired");
    return { ...current, [attribute]: address, [`${attribute}_verified`]: "true" };
  };
  await accounts.change(user, { code: { purpose: attribute, hash: codeHash(code) }, attributes }, now());
};
