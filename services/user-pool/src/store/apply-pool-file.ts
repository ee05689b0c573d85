import { CannotStart } from "@gatehouse/http/main.ts";
import type { Knex } from "knex";
import type { PoolFile } from "../config/pool-file.ts";
import { declareAutomaticGroup } from "./declare-automatic-group.ts";
import { declareGroups } from "./declare-groups.ts";

/** Several processes that start together apply their files one after the other. The number is arbitrary and only ours. */
const lock = 4_470_004;

/**
 * Makes the database say what the file says, in one transaction. Clients, providers, resource servers and groups
 * that the file no longer names are gone, with all that was given to them; users stay, and so does what the API made and
 * the file never named, other pools among it.
 */
export const applyPoolFile = (knex: Knex, file: PoolFile, now: Date): Promise<void> =>
  knex.transaction(async (transaction) => {
    await transaction.raw("select pg_advisory_xact_lock(?)", [lock]);
    const poolId = file.UserPool.Id;
    await refuseOthersClients(transaction, file);
    await declare(transaction, "pools", {
      key: { id: poolId },
      also: { declared_by: "file" },
      settings: file.UserPool,
      now,
    });
    await claim(transaction, file);
    for (const client of file.UserPoolClients)
      await declare(transaction, "clients", {
        key: { id: client.ClientId },
        also: { pool_id: poolId, declared_by: "file" },
        settings: client,
        now,
      });
    for (const provider of file.IdentityProviders) {
      const key = { pool_id: poolId, name: provider.ProviderName };
      await declare(transaction, "identity_providers", { key, also: { declared_by: "file" }, settings: provider, now });
      await declareAutomaticGroup(transaction, { poolId, provider: provider.ProviderName, now });
    }
    for (const server of file.ResourceServers)
      await declare(transaction, "resource_servers", {
        key: { pool_id: poolId, identifier: server.Identifier },
        also: { declared_by: "file" },
        settings: server,
        now,
      });
    await declareGroups(transaction, file, now);
    await takeIdentifiers(transaction, file, now);
    await removeOthers(transaction, file);
  });

const clientIds = ({ UserPoolClients }: PoolFile) => UserPoolClients.map(({ ClientId }) => ClientId);
const identifiers = ({ ResourceServers }: PoolFile) => ResourceServers.map(({ Identifier }) => Identifier);
const providerNames = ({ IdentityProviders }: PoolFile) => IdentityProviders.map(({ ProviderName }) => ProviderName);

/**
 * A client id leads to one pool: what the API made in another is not the file's to take.
 * @throws {CannotStart}
 */
const refuseOthersClients = async (transaction: Knex, file: PoolFile) => {
  const other = await transaction("clients")
    .whereIn("id", clientIds(file))
    .where({ declared_by: "api" })
    .whereNot({ pool_id: file.UserPool.Id })
    .first("id", "pool_id");
  if (other)
    throw new CannotStart(
      `the pool's file declares the client ${other.id}, which the API made in pool ${other.pool_id}`,
    );
};

/** What the API made becomes the file's when the file names it, whether its settings differ or not. */
const claim = async (transaction: Knex, file: PoolFile) => {
  const declared_by = "file";
  await transaction("pools").where({ id: file.UserPool.Id }).update({ declared_by });
  // A pool that the file named before and does not any more stays, with its users, and may be deleted over the API.
  await transaction("pools").whereNot({ id: file.UserPool.Id }).where({ declared_by }).update({ declared_by: "api" });
  await transaction("clients").whereIn("id", clientIds(file)).update({ declared_by });
  await transaction("identity_providers")
    .where({ pool_id: file.UserPool.Id })
    .whereIn("name", providerNames(file))
    .update({ declared_by });
  await transaction("resource_servers")
    .where({ pool_id: file.UserPool.Id })
    .whereIn("identifier", identifiers(file))
    .update({ declared_by });
};

/** An identifier leads to one provider: what the file gives to its own, those that the API made have no more. */
const takeIdentifiers = async (transaction: Knex, { UserPool, IdentityProviders }: PoolFile, now: Date) => {
  const taken = IdentityProviders.flatMap(({ IdpIdentifiers }) => IdpIdentifiers);
  const left = transaction.raw("(settings -> 'IdpIdentifiers') - ?::text[]", [taken]);
  await transaction("identity_providers")
    .where({ pool_id: UserPool.Id, declared_by: "api" })
    .whereRaw("settings -> 'IdpIdentifiers' <> (?)", [left])
    .update({ settings: transaction.raw("jsonb_set(settings, '{IdpIdentifiers}', ?)", [left]), modified_at: now });
};

interface Declaration {
  readonly key: Readonly<Record<string, string>>;
  readonly also?: Readonly<Record<string, string>>;
  readonly settings: object;
  readonly now: Date;
}

/** What did not change keeps the date of its last modification. */
const declare = async (transaction: Knex, table: string, { key, also = {}, settings, now }: Declaration) => {
  const row = { ...also, settings: JSON.stringify(settings), modified_at: now };
  await transaction(table)
    .insert({ ...key, ...row, created_at: now })
    .onConflict(Object.keys(key))
    .merge(row)
    .whereRaw("?? is distinct from excluded.settings", [`${table}.settings`]);
};

const removeOthers = async (transaction: Knex, file: PoolFile) => {
  const theirs = { pool_id: file.UserPool.Id, declared_by: "file" };
  await transaction("clients").where(theirs).whereNotIn("id", clientIds(file)).delete();
  await transaction("identity_providers").where(theirs).whereNotIn("name", providerNames(file)).delete();
  await transaction("resource_servers").where(theirs).whereNotIn("identifier", identifiers(file)).delete();
};
