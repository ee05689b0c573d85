/** One request of an API key within a quota's period. */
export interface Usage {
  readonly plan: string;
  readonly key: string;
  /** The first day of the period: `2026-11-01`. */
  readonly since: string;
  readonly limit: number;
}

/** Counts a request; false where the quota is used up, and then nothing is counted. */
export type CountUsage = (usage: Usage) => Promise<boolean>;
