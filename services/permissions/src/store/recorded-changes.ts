import type { Knex } from "knex";
import type { Tenancy } from "./in-tenant.ts";

/** A record of a change that was made or denied. */
export interface RecordedChange {
  /** Counts in the tenant's chain of records, from 1; a decimal number. */
  readonly seq: string;
  readonly at: Date;
  readonly actor: string;
  readonly onBehalf: string | null;
  readonly action: string;
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly decision: "made" | "denied";
  readonly requestId: string | null;
  readonly sourceIp: string | null;
  /** SHA-256, in hexadecimal. */
  readonly hash: string;
}

/** Which records to list; what is undefined restricts nothing. */
export interface ChangeFilter {
  readonly actor?: string | undefined;
  readonly subject?: string | undefined;
  readonly action?: string | undefined;
  readonly decision?: "made" | "denied" | undefined;
  readonly since?: Date | undefined;
  /** Records before. */
  readonly until?: Date | undefined;
}

const told = {
  seq: "seq",
  at: "at",
  actor: "actor",
  onBehalf: "on_behalf",
  action: "action",
  subject: "subject",
  before: "before",
  after: "after",
  decision: "decision",
  requestId: "request_id",
  sourceIp: "source_ip",
};

/** The tenant's records, the newest first, so many at most; those below number `below`. */
export const readChanges = async (
  { trx, tenant }: Tenancy,
  { actor, subject, action, decision, since, until }: ChangeFilter,
  { below, count }: { readonly below: string | undefined; readonly count: number },
): Promise<RecordedChange[]> => {
  const same = Object.entries({ actor, subject, action, decision }).filter(([, value]) => value !== undefined);
  const narrowed = (rows: Knex.QueryBuilder) => {
    rows.where({ tenant, ...Object.fromEntries(same) });
    if (since) rows.where("at", ">=", since);
    if (until) rows.where("at", "<", until);
    if (below !== undefined) rows.where("seq", "<", below);
  };
  return await trx
    .withSchema("audit")
    .table("changes")
    .modify(narrowed)
    .orderBy("seq", "desc")
    .limit(count)
    .select({ ...told, hash: trx.raw("encode(hash, 'hex')") });
};
