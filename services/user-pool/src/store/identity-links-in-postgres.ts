import type { Knex } from "knex";
import { type IdentityLinks, type LinkedSource, LinkRefused, mostLinks, subject } from "../identity-links.ts";
import { lockUsername } from "./lock-username.ts";

/**
 * A NameID is an identity from the start. Another attribute says nothing of the NameID: it waits in a table of its own
 * until somebody brings it.
 */
export const identityLinksInPostgres = (knex: Knex): IdentityLinks => ({
  link: (source, { destination, profile, now }) =>
    knex.transaction(async (transaction) => {
      const key = { pool_id: source.poolId, username: destination };
      if (!(await transaction("users").where(key).forUpdate().first("username"))) throw new LinkRefused("no such user");
      await lockUsername(transaction, { poolId: source.poolId, username: profile });
      await refuseTaken(transaction, source, destination);
      const linked = [
        transaction("identities").where({ ...key, is_primary: false }),
        transaction("identity_links").where(key),
      ].map(async (rows) => Number((await rows.count().first())?.count));
      if ((await Promise.all(linked)).reduce((sum, count) => sum + count) >= mostLinks)
        throw new LinkRefused("too many");
      const { table, where } = placeOf(source);
      await transaction(table).insert({
        ...where,
        username: destination,
        created_at: now,
        ...(table === "identities" ? { is_primary: false } : {}),
      });
    }),
  async unlink(source) {
    const { table, where } = placeOf(source);
    const linked = knex(table).where(where);
    if (table === "identities") linked.where({ is_primary: false });
    return (await linked.delete()) === 1;
  },
});

const placeOf = ({ poolId: pool_id, provider, attribute, value }: LinkedSource) =>
  attribute === subject
    ? ({ table: "identities", where: { pool_id, provider, provider_user_id: value } } as const)
    : ({ table: "identity_links", where: { pool_id, provider, attribute, value } } as const);

const refuseTaken = async (transaction: Knex, source: LinkedSource, destination: string) => {
  const { table, where } = placeOf(source);
  const there = await transaction(table).where(where).first();
  if (there?.is_primary || (await hasSignedUp(transaction, source))) throw new LinkRefused("signed up");
  if (there) throw new LinkRefused(there.username === destination ? "linked" : "linked to another");
};

/** A profile that the provider made has the attribute's value. */
const hasSignedUp = async (transaction: Knex, { poolId, provider, attribute, value }: LinkedSource) => {
  if (attribute === subject) return false;
  const profile = await transaction("users")
    .join("identities", (tie) => {
      tie.on("identities.pool_id", "users.pool_id").on("identities.username", "users.username");
    })
    .where({ "users.pool_id": poolId, "identities.provider": provider, "identities.is_primary": true })
    .whereRaw("users.attributes ->> ? = ?", [attribute, value])
    .first("users.username");
  return profile !== undefined;
};
