/** A record of `audit.changes`: each column as the text that is hashed, and null for what is not there. */
export interface ChangeRecord {
  /** Whose chain it is in; null for what concerns no tenant. */
  readonly tenant: string | null;
  /** Its number in that chain, from 1, without gaps. */
  readonly seq: string;
  readonly id: string;
  /** Microseconds since 1970, UTC. */
  readonly at: string;
  readonly actor: string;
  readonly onBehalf: string | null;
  readonly action: string;
  readonly subject: string;
  /** What PostgreSQL writes for the `jsonb`. */
  readonly before: string | null;
  readonly after: string | null;
  readonly decision: string;
  readonly requestId: string | null;
  readonly sourceIp: string | null;
  /** The hash of the record before it in the chain, in hexadecimal. */
  readonly previous: string;
  /** Its own hash, in hexadecimal. */
  readonly hash: string;
}

/** The columns that are hashed, in this order. */
export const hashed = [
  "tenant",
  "seq",
  "id",
  "at",
  "actor",
  "onBehalf",
  "action",
  "subject",
  "before",
  "after",
  "decision",
  "requestId",
  "sourceIp",
] as const satisfies readonly (keyof ChangeRecord)[];
