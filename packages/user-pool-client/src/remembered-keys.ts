import type { Logger } from "@gatehouse/http/log.ts";
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";

/** How old keys may grow and how often they are asked for. Milliseconds. */
export interface KeyTimes {
  /** Keys of this age are fetched again. */
  readonly refreshAfter: number;
  /** While they cannot be fetched, the last good ones serve up to this age. */
  readonly lastGoodFor: number;
  /** A token with an unknown key id makes one fetch in this time, however many such tokens arrive. */
  readonly unknownKeyCooldown: number;
  /** The pause after a fetch that failed. */
  readonly failureCooldown: number;
}

interface Uses {
  readonly fetch: () => Promise<JSONWebKeySet>;
  readonly times: KeyTimes;
  /** Whose keys these are, for the log. */
  readonly of: string;
  readonly log: Logger;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/**
 * The keys of one issuer, found by a token's header and fetched once for all who ask at a time.
 * @throws whatever `fetch` throws when there are no keys to use; jose's JWKSNoMatchingKey for a key id that is not
 * among them.
 */
export const rememberedKeys = ({ fetch, times, of, log, now }: Uses): JWTVerifyGetKey => {
  let known: { readonly find: JWTVerifyGetKey; readonly since: number } | undefined;
  let failed: { readonly error: unknown; readonly since: number } | undefined;
  let fetching: Promise<JWTVerifyGetKey> | undefined;
  const knownFor = (age: number) => (known && now() - known.since < age ? known.find : undefined);

  const fetchOnce = async () => {
    try {
      const find = createLocalJWKSet(await fetch());
      known = { find, since: now() };
      return find;
    } catch (error) {
      failed = { error, since: now() };
      log.error({ err: error, lastGood: knownFor(times.lastGoodFor) !== undefined }, `keys of ${of}`);
      throw error;
    } finally {
      fetching = undefined;
    }
  };

  const refresh = async () => {
    if (failed && now() - failed.since < times.failureCooldown) throw failed.error;
    fetching ??= fetchOnce();
    return fetching;
  };

  const current = async () =>
    knownFor(times.refreshAfter) ??
    (await refresh().catch((error) => {
      const lastGood = knownFor(times.lastGoodFor);
      if (lastGood) return lastGood;
      throw error;
    }));

  return async (header, token) => {
    try {
      return await (await current())(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || knownFor(times.unknownKeyCooldown)) throw error;
    }
    return await (await refresh())(header, token);
  };
};
