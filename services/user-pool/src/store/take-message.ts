import type { Knex } from "knex";

/** What an identity provider has sent, an assertion or a request to sign out: its ids are unique, whatever they name. */
interface ProviderMessage {
  readonly issuer: string;
  readonly id: string;
  readonly expires: Date;
}

/** @returns false for one that was taken before */
export const takeMessage = async (transaction: Knex, { issuer, id, expires }: ProviderMessage): Promise<boolean> => {
  const taken = await transaction("seen_assertions")
    .insert({ issuer, assertion_id: id, expires_at: expires })
    .onConflict(["issuer", "assertion_id"])
    .ignore()
    .returning("assertion_id");
  return taken.length === 1;
};
