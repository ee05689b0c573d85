import type { Knex } from "knex";
import type { Rendered } from "../answer.ts";
import type { Tenancy } from "./in-tenant.ts";

/** What a key is good for: one caller, one route. */
export interface KeyedRequest {
  readonly actor: string;
  /** Method, path and query. */
  readonly route: string;
  readonly key: string;
  /** SHA-256 of the body. */
  readonly digest: Buffer;
}

export interface Stored extends Rendered {
  readonly digest: Buffer;
}

/**
 * Claims a key for the transaction. While another transaction has it, this waits until that one ends.
 * @returns what was answered to the key before; nothing where it was free.
 */
export const claim = async (
  { trx, tenant }: Tenancy,
  { actor, route, key, digest }: KeyedRequest,
): Promise<Stored | undefined> => {
  const id = { tenant, actor, route, key };
  const claimed = await table(trx)
    .insert({ ...id, digest })
    .onConflict(["tenant", "actor", "route", "key"])
    .ignore()
    .returning("key");
  return claimed.length > 0 ? undefined : await table(trx).where(id).first("digest", "status", "headers", "content");
};

export const keep = async (
  { trx, tenant }: Tenancy,
  { actor, route, key }: KeyedRequest,
  { status, headers, content }: Rendered,
): Promise<void> => {
  await table(trx)
    .where({ tenant, actor, route, key })
    .update({ status, headers: JSON.stringify(headers), content });
};

/** Forgets answers a day after they were given, some at a time. */
export const sweep = async ({ trx }: Tenancy): Promise<void> => {
  await trx.raw(`
    delete from entitlements.idempotency_keys where ctid = any (array(
      select ctid from entitlements.idempotency_keys where at < now() - interval '24 hours'
      order by at limit 100 for update skip locked))`);
};

const table = (trx: Knex) => trx.withSchema("entitlements").table("idempotency_keys");
