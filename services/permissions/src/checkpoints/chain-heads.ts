import type { Anchor } from "@gatehouse/audit-chain/seal.ts";
import type { Knex } from "knex";

/** Where each tenant's chain of records ends now, as far as it is committed. */
export const chainHeads = (knex: Knex) => async (): Promise<readonly Anchor[]> => {
  const rows: { tenant: string | null; seq: string; hash: string }[] = await knex
    .withSchema("audit")
    .table("chains")
    .select("tenant", "seq", knex.raw("encode(hash, 'hex') as hash"));
  return rows.map(({ tenant, seq, hash }) => ({ tenant, seq: Number(seq), hash }));
};
