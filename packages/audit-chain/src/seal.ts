import { hashOf } from "./hash.ts";
import type { ChangeRecord } from "./record.ts";

/** What the chain needs of a record. Only one whose hash is not its own is kept whole, so that millions fit in memory. */
export interface Seal {
  readonly tenant: string | null;
  readonly seq: number;
  readonly previous: string;
  readonly hash: string;
  /** The hash that it should have, and the record, where that is another one. */
  readonly broken?: { readonly computed: string; readonly record: ChangeRecord };
}

export const sealOf = (record: ChangeRecord): Seal => {
  const { tenant, previous, hash } = record;
  const computed = hashOf(record);
  return {
    tenant,
    seq: Number(record.seq),
    previous,
    hash,
    ...(computed === hash ? {} : { broken: { computed, record } }),
  };
};

/** A place in a chain, and the hash of the record that belongs there, as somebody else than the record says. */
export interface Anchor {
  readonly tenant: string | null;
  readonly seq: number;
  readonly hash: string;
}
