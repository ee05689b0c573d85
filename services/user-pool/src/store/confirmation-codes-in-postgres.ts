import type { Knex } from "knex";
import type { AccountRefusal } from "../account.ts";
import { codeAttempts, type NewCode, type ShownCode } from "../codes/confirmation-code.ts";
import type { UserKey } from "../user.ts";
import { userColumns } from "./rows.ts";

const keyOf = (user: UserKey, purpose: string) => ({ ...userColumns(user), purpose });

/** In place of the one before for the same purpose. */
export const saveConfirmationCode = async (transaction: Knex, user: UserKey, code: NewCode): Promise<void> => {
  await transaction("confirmation_codes")
    .insert({
      ...keyOf(user, code.purpose),
      code_hash: code.hash,
      address: code.address,
      attempts_left: codeAttempts,
      expires_at: code.expires,
    })
    .onConflict(["pool_id", "username", "purpose"])
    .merge();
};

/**
 * Takes the code that was shown, once and for all; a wrong one costs an attempt. Nobody else judges a code of the
 * user's for the purpose meanwhile.
 * @returns the address that it was sent to, or why it does not count, which the caller must let the transaction keep
 */
export const takeConfirmationCode = async (
  transaction: Knex,
  user: UserKey,
  { shown, now }: { readonly shown: ShownCode; readonly now: Date },
): Promise<{ readonly refusal: AccountRefusal } | { readonly refusal?: never; readonly address: string }> => {
  const code = () => transaction("confirmation_codes").where(keyOf(user, shown.purpose));
  const row = await code().forUpdate().first();
  if (!row || row.expires_at <= now) return { refusal: "code expired" };
  if (row.attempts_left === 0) return { refusal: "code attempts exceeded" };
  if (!row.code_hash.equals(shown.hash)) {
    await code().decrement("attempts_left", 1);
    return { refusal: "code wrong" };
  }
  await code().delete();
  return { address: row.address };
};
