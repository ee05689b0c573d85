import { createHash } from "node:crypto";
import type { Verdict } from "../rest-api/authorizers/verdict.ts";

/** Verdicts by identity. A hit is evaluated anew for each request: what is kept is a policy and not a decision. */
export interface VerdictCache {
  find(key: string): Verdict | undefined;
  /** @param seconds counted from now; later hits do not prolong them. */
  store(key: string, verdict: Verdict, seconds: number): void;
  clear(): void;
}

interface Bounds {
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Entries; the oldest makes room. */
  readonly size: number;
}

export const verdictCache = ({ now, size }: Bounds): VerdictCache => {
  const entries = new Map<string, { readonly verdict: Verdict; readonly until: number }>();
  return {
    find(key) {
      const entry = entries.get(key);
      if (entry && entry.until > now()) return entry.verdict;
      entries.delete(key);
      return undefined;
    },
    store(key, verdict, seconds) {
      entries.delete(key);
      if (entries.size >= size) entries.delete(entries.keys().next().value ?? "");
      entries.set(key, { verdict, until: now() + seconds * 1000 });
    },
    clear: () => entries.clear(),
  };
};

/**
 * One key for one authorizer, stage and tuple of identity values. The parts are encoded as JSON before they are joined,
 * so no two tuples share a key, and hashed, so the memory of the process holds no list of tokens.
 */
export const cacheKey = (scope: readonly string[], identity: readonly (readonly string[])[]): string =>
  createHash("sha256")
    .update(JSON.stringify([scope, identity]))
    .digest("base64");
