import type { Knex } from "knex";
import { type DeclareProviders, ProviderTaken } from "../config/declare-providers.ts";
import type { IdentityProviderSettings } from "../config/identity-provider.ts";
import { declareAutomaticGroup } from "./declare-automatic-group.ts";
import { type DeclaredRow, declaredOf } from "./records-in-postgres.ts";

type Row = DeclaredRow<IdentityProviderSettings>;

export const providersInPostgres = (knex: Knex): DeclareProviders => ({
  create: (pool_id, provider, now) =>
    knex.transaction(async (transaction) => {
      await refuseTakenIdentifier(transaction, pool_id, provider);
      const name = provider.ProviderName;
      const settings = JSON.stringify(provider);
      const [row] = await transaction("identity_providers")
        .insert({ pool_id, name, settings, declared_by: "api", created_at: now, modified_at: now })
        .onConflict(["pool_id", "name"])
        .ignore()
        .returning<Row[]>("*");
      if (!row) throw new ProviderTaken("name", name);
      await declareAutomaticGroup(transaction, { poolId: pool_id, provider: name, now });
      return declaredOf(row);
    }),
  replace: (pool_id, provider, now) =>
    knex.transaction(async (transaction) => {
      await refuseTakenIdentifier(transaction, pool_id, provider);
      const [row] = await transaction("identity_providers")
        .where({ pool_id, name: provider.ProviderName })
        .update({ settings: JSON.stringify(provider), modified_at: now })
        .returning<Row[]>("*");
      return row && declaredOf(row);
    }),
  remove: async (pool_id, name) => (await knex("identity_providers").where({ pool_id, name }).delete()) === 1,
});

/** The pool's row makes all who declare providers, and a start that applies the file, wait in line. */
const refuseTakenIdentifier = async (
  transaction: Knex,
  pool_id: string,
  { ProviderName, IdpIdentifiers }: IdentityProviderSettings,
) => {
  await transaction("pools").where({ id: pool_id }).forNoKeyUpdate().first("id");
  const others: Row[] = await transaction("identity_providers").where({ pool_id }).whereNot({ name: ProviderName });
  const used = new Set(others.flatMap(({ settings }) => settings.IdpIdentifiers));
  const taken = IdpIdentifiers.find((identifier) => used.has(identifier));
  if (taken !== undefined) throw new ProviderTaken("identifier", taken);
};
