import type { Knex } from "knex";
import { AccountRefused } from "../account.ts";
import { type Alias, aliasesOf } from "../alias.ts";
import { poolOf } from "../config/user-pool.ts";
import type { User, UserKey } from "../user.ts";
import { userColumns } from "./rows.ts";

/**
 * Makes the aliases of a user those that the profile has. Whoever wants the same one waits.
 * @param profile as it is written in this transaction
 * @throws {AccountRefused} "alias taken", unless they are to be moved
 */
export const writeAliases = async (
  transaction: Knex,
  profile: UserKey & Pick<User, "status" | "attributes">,
  { moves = false }: { readonly moves?: boolean | undefined } = {},
): Promise<void> => {
  const key = userColumns(profile);
  const pool = await transaction("pools").where({ id: profile.poolId }).first("settings");
  await transaction("aliases").where(key).delete();
  for (const alias of aliasesOf(poolOf(pool.settings), profile)) {
    if (moves) await giveUp(transaction, profile.poolId, alias);
    const taken = await transaction("aliases")
      .insert({ ...key, ...alias })
      .onConflict()
      .ignore()
      .returning("value");
    if (taken.length === 0) throw new AccountRefused("alias taken", alias.attribute);
  }
};

/** Its user keeps the address, which is not verified any more. */
const giveUp = async (transaction: Knex, pool_id: string, { attribute, value }: Alias) => {
  const [former] = await transaction("aliases").where({ pool_id, attribute, value }).delete().returning("username");
  if (!former || attribute === "preferred_username") return;
  const unverified = { [`${attribute}_verified`]: "false" };
  await transaction("users")
    .where({ pool_id, username: former.username })
    .update({ attributes: transaction.raw("attributes || ?::jsonb", [JSON.stringify(unverified)]) });
};
