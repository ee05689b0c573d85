import type { Knex } from "knex";
import type { Provider } from "../config/identity-provider.ts";
import type { LastGood } from "../saml/metadata-source.ts";

/** The last good metadata of a provider, for when it cannot be reached after a restart. */
export const lastGoodInPostgres = (knex: Knex, { poolId, name }: Pick<Provider, "poolId" | "name">): LastGood => {
  const key = { pool_id: poolId, provider: name };
  return {
    async read() {
      const row = await knex("idp_metadata").where(key).first();
      return row && { url: row.url, xml: row.xml, fetchedAt: row.fetched_at };
    },
    async write({ url, xml, fetchedAt }) {
      const good = { url, xml, fetched_at: fetchedAt };
      await knex("idp_metadata")
        .insert({ ...key, ...good })
        .onConflict(Object.keys(key))
        .merge(good);
    },
  };
};
