import type { AttemptFacts, Leg } from "./trace.ts";

/** A sign-in attempt as it stands: what is known of it, and each request's part in it, in order of time. */
export interface Attempt extends AttemptSummary {
  readonly legs: readonly RecordedLeg[];
}

export interface AttemptSummary extends Omit<AttemptFacts, "pendingUntil" | "originJti" | "sessionOf"> {
  readonly startedAt: Date;
  readonly endedAt: Date | undefined;
  /** `pending`, `expired` (nobody came back in time), `success` or the code of what was wrong last. */
  readonly outcome: string;
}

export type RecordedLeg = Omit<Leg, keyof AttemptFacts>;

/** Which attempts to list; what is undefined restricts nothing. */
export interface AttemptFilter {
  readonly username: string | undefined;
  readonly outcome: string | undefined;
  /** Attempts that began then or later. */
  readonly since: Date | undefined;
  /** Attempts that began before. */
  readonly until: Date | undefined;
  /** The attempt after which, from the newest to the oldest, the list goes on. */
  readonly after: Position | undefined;
  readonly limit: number;
}

/** Where an attempt stands among all: attempts that began in one millisecond are told apart by their ids. */
export interface Position {
  readonly startedAt: Date;
  readonly id: string;
}

/** What administrators read of sign-in attempts, for as long as they are kept. */
export interface Attempts {
  record(leg: Leg): Promise<void>;
  /** @param id of the attempt, or of a request that had a part in one */
  find(id: string, now: Date): Promise<Attempt | undefined>;
  /** The newest first; `next` is where the list goes on, undefined at its end. */
  list(filter: AttemptFilter, now: Date): Promise<{ attempts: readonly AttemptSummary[]; next: Position | undefined }>;
}
