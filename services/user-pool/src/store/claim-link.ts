import type { Knex } from "knex";
import type { CompletedSignIn } from "../sign-in/complete-sign-in.ts";
import { lockUsername } from "./lock-username.ts";

/**
 * A first sign-in may bring an attribute by which an administrator has linked its provider to a user: then its NameID
 * is that user's from then on. One that is known already stays whose it is.
 */
export const claimLink = async (transaction: Knex, signIn: CompletedSignIn): Promise<void> => {
  const { poolId: pool_id, provider } = signIn.pending;
  await lockUsername(transaction, { poolId: pool_id, username: signIn.username });
  const identity = { pool_id, provider, provider_user_id: signIn.providerUserId };
  if (await transaction("identities").where(identity).first("username")) return;
  const link = await transaction("identity_links")
    .where({ pool_id, provider })
    .whereIn(["attribute", "value"], [...signIn.mapped])
    .orderBy("created_at")
    .forUpdate()
    .first();
  if (!link) return;
  const { username, created_at, attribute, value } = link;
  await transaction("identity_links").where({ pool_id, provider, attribute, value }).delete();
  await transaction("identities").insert({ ...identity, username, created_at, is_primary: false });
};
