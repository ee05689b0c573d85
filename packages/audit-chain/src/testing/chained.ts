import { hashOf, start } from "../hash.ts";
import type { ChangeRecord } from "../record.ts";
import type { Anchor } from "../seal.ts";

/** Chains as the database makes them: so many records for each tenant. */
export const chained = (lengths: ReadonlyMap<string | null, number>): ChangeRecord[] => {
  let id = 0;
  return [...lengths].flatMap(([tenant, length]) => {
    const chain: ChangeRecord[] = [];
    for (let seq = 1; seq <= length; seq += 1) {
      id += 1;
      chain.push(hashedAnew({ ...content(tenant, seq, id), previous: chain.at(-1)?.hash ?? start, hash: "" }));
    }
    return chain;
  });
};

const content = (tenant: string | null, seq: number, id: number) => ({
  tenant,
  seq: String(seq),
  id: String(id),
  at: String(1_790_000_000_000_000 + id * 1_000_003),
  actor: "CorpSAML_bob@example.com",
  onBehalf: null,
  action: "AssignRole",
  subject: `user/CorpSAML_${id}@example.com`,
  before: null,
  after: `{"role": "trader", "number": ${id}}`,
  decision: "made",
  requestId: `request-${id}`,
  sourceIp: "192.0.2.1",
});

/** What somebody does who edits a record and knows how it is hashed. */
export const hashedAnew = (record: ChangeRecord): ChangeRecord => ({ ...record, hash: hashOf(record) });

/** The ends of the chains, as `audit.chains` has them. */
export const headsOf = (records: readonly ChangeRecord[]): Anchor[] =>
  [...Map.groupBy(records, ({ tenant }) => tenant)].map(([tenant, chain]) => {
    const last = chain.at(-1) as ChangeRecord;
    return { tenant, seq: Number(last.seq), hash: last.hash };
  });
