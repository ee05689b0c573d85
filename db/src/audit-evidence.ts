import type { ChangeRecord } from "@gatehouse/audit-chain/record.ts";
import { type Anchor, type Seal, sealOf } from "@gatehouse/audit-chain/seal.ts";
import type { Knex } from "knex";

/** Every column as the text that is hashed: packages/audit-chain/README.md. */
const records = `
  select tenant, seq::text, id::text, (extract(epoch from at) * 1000000)::bigint::text as at, actor,
    on_behalf as "onBehalf", action, subject, before::text, after::text, decision, request_id as "requestId",
    source_ip as "sourceIp", coalesce(encode(previous, 'hex'), '') as previous, coalesce(encode(hash, 'hex'), '') as hash
  from audit.changes`;

/** Records that are fetched at a time. */
const some = 5_000;

/**
 * All records and the ends of all chains, as they were at one moment. A cursor, and no order: keys cannot be relied on
 * in a database that somebody may have tampered with.
 */
export const auditEvidence = (
  knex: Knex,
): Promise<{ readonly seals: readonly Seal[]; readonly heads: readonly Anchor[] }> =>
  knex.transaction(
    async (trx) => {
      const { rows } = await trx.raw("select tenant, seq, encode(hash, 'hex') as hash from audit.chains");
      const heads: Anchor[] = rows.map((head: { seq: string }) => ({ ...head, seq: Number(head.seq) }));
      const seals: Seal[] = [];
      await trx.raw(`declare records no scroll cursor for ${records}`);
      for (let read = some; read === some; ) {
        const batch: ChangeRecord[] = (await trx.raw(`fetch ${some} from records`)).rows;
        for (const record of batch) seals.push(sealOf(record));
        read = batch.length;
      }
      return { seals, heads };
    },
    { isolationLevel: "repeatable read", readOnly: true },
  );
