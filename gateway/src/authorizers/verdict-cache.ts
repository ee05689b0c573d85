import { createHash } from "node:crypto";
import type { Identity } from "./identity.ts";
import type { Verdict } from "./verdict.ts";

/** Verdicts by identity. A hit is judged anew for each request: what is kept is a policy and not a decision. */
export interface VerdictCache {
  find(key: CacheKey): Verdict | undefined;
  /** @param seconds counted from now; later hits do not prolong them. */
  store(key: CacheKey, verdict: Verdict, seconds: number): void;
  /**
   * Forgets what the authorizers of an API said on a stage, as FlushStageAuthorizersCache and ResetAuthorizersCache do.
   * https://docs.aws.amazon.com/apigateway/latest/api/API_FlushStageAuthorizersCache.html
   */
  flush(apiId: string, stage: string): void;
}

/** One authorizer on one stage, and one tuple of identity values. */
export interface CacheKey {
  readonly apiId: string;
  readonly stage: string;
  readonly digest: string;
}

interface Bounds {
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Entries; the oldest makes room. */
  readonly size: number;
}

export const verdictCache = ({ now, size }: Bounds): VerdictCache => {
  const entries = new Map<string, { readonly key: CacheKey; readonly verdict: Verdict; readonly until: number }>();
  return {
    find({ digest }) {
      const entry = entries.get(digest);
      if (entry && entry.until > now()) return entry.verdict;
      entries.delete(digest);
      return undefined;
    },
    store(key, verdict, seconds) {
      entries.delete(key.digest);
      if (entries.size >= size) entries.delete(entries.keys().next().value ?? "");
      entries.set(key.digest, { key, verdict, until: now() + seconds * 1000 });
    },
    flush(apiId, stage) {
      for (const { key } of [...entries.values()])
        if (key.apiId === apiId && key.stage === stage) entries.delete(key.digest);
    },
  };
};

/**
 * The parts are encoded as JSON before they are joined, so no two tuples share a key, and hashed, so the memory of the
 * process holds no list of tokens.
 * @param authorizer its name within the API.
 */
export const cacheKey = (
  { apiId, name: stage }: { readonly apiId: string; readonly name: string },
  authorizer: string,
  identity: Identity,
): CacheKey => {
  const text = JSON.stringify([apiId, stage, authorizer, identity]);
  return { apiId, stage, digest: createHash("sha256").update(text).digest("base64") };
};
