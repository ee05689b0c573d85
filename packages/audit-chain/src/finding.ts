/** What can be wrong with a chain. */
export type Kind =
  /** Its content, its hash or its link is not what was chained. */
  | "edited"
  /** The chain goes on without it. */
  | "deleted"
  /** The chain has no place for it. */
  | "inserted"
  /** It bears the number of another place in its chain. */
  | "reordered"
  /** It bears the name of another tenant. */
  | "moved"
  /** The end is missing. */
  | "cut off"
  /** The chain is sound in itself, and is not the one that was signed. */
  | "rewritten"
  /** `audit.chains` does not say where the chain ends. */
  | "bad head";

export interface ChainFinding {
  readonly kind: Kind;
  readonly tenant: string | null;
  readonly seq: number;
  /** The last of several records in a row. */
  readonly until?: number;
  readonly expected: string;
  readonly received: string;
}

export interface CheckpointFinding {
  readonly kind: "bad checkpoint";
  /** Of the file, from 1. */
  readonly line: number;
  readonly expected: string;
  readonly received: string;
}

export type Finding = ChainFinding | CheckpointFinding;

/** Names come from what may have been tampered with: quoted, they cannot pretend to be something else on a terminal. */
const named = (tenant: string | null) => (tenant === null ? "no tenant" : `tenant ${JSON.stringify(tenant)}`);

export const placeText = (tenant: string | null, seq: number, until = seq): string =>
  `${named(tenant)}, ${until === seq ? `record ${seq}` : `records ${seq} to ${until}`}`;

/** One line for a person. */
export const findingText = (finding: Finding): string => {
  const where =
    finding.kind === "bad checkpoint"
      ? `line ${finding.line}`
      : placeText(finding.tenant, finding.seq, finding.until ?? finding.seq);
  return `${finding.kind}: ${where}: expected ${finding.expected}; received ${finding.received}`;
};
