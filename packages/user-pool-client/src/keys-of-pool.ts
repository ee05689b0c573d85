import type { Logger } from "@gatehouse/http/log.ts";
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { checkedKeys } from "./key-set.ts";
import { type PoolRequest, PoolUnreachable } from "./pool-request.ts";

/** How old keys may grow before they are fetched again, and before they are used no more. Milliseconds. */
const refreshAfter = 10 * 60_000;
const lastGoodFor = 60 * 60_000;

/** A token with an unknown key id makes one fetch in this time, however many such tokens arrive. Milliseconds. */
const unknownKeyCooldown = 30_000;

/** The pause after a fetch that failed. Milliseconds. */
const failureCooldown = 1_000;

/**
 * The pool's signing keys, found by a token's header. While they cannot be fetched, the last good ones serve for at
 * most an hour.
 * @throws {PoolUnreachable} when there are no keys to use; jose's JWKSNoMatchingKey for a key id that the pool lacks.
 */
export const keysOfPool = (uses: { pool: PoolRequest; poolId: string; log: Logger; now: () => number }) => {
  let keys: ReturnType<typeof createLocalJWKSet> | undefined;
  let fetched = Number.NEGATIVE_INFINITY;
  let failed = Number.NEGATIVE_INFINITY;
  let lastFailure: unknown;
  let fetching: Promise<void> | undefined;
  const age = () => uses.now() - fetched;

  const refresh = async () => {
    if (uses.now() - failed < failureCooldown) throw lastFailure;
    fetching ??= fetchKeys(uses)
      .then((set) => {
        keys = createLocalJWKSet(set);
        fetched = uses.now();
      })
      .catch((error) => {
        failed = uses.now();
        lastFailure = error;
        uses.log.error({ err: error, lastGood: keys !== undefined && age() < lastGoodFor }, "keys of the pool");
        throw error;
      })
      .finally(() => {
        fetching = undefined;
      });
    await fetching;
  };

  const current = async () => {
    if (!keys || age() >= refreshAfter)
      await refresh().catch((error) => {
        if (!keys || age() >= lastGoodFor) throw error;
      });
    if (!keys) throw new PoolUnreachable("the keys of the pool were never fetched");
    return keys;
  };

  const find: JWTVerifyGetKey = async (header, token) => {
    try {
      return await (await current())(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || age() < unknownKeyCooldown) throw error;
    }
    await refresh();
    return await (await current())(header, token);
  };
  return find;
};

const fetchKeys = async ({ pool, poolId, log }: { pool: PoolRequest; poolId: string; log: Logger }) => {
  const path = `/${poolId}/.well-known/jwks.json`;
  const { status, body } = await pool(path);
  if (status !== 200) throw new PoolUnreachable(`the user pool answered ${status} for its keys at ${path}`);
  try {
    const { usable, refused } = checkedKeys(body);
    if (refused.length > 0) log.warn({ refused }, "keys of the pool that are not used");
    return usable;
  } catch (error) {
    throw new PoolUnreachable(`the keys of the user pool at ${path} cannot be used: ${(error as Error).message}`, {
      cause: error,
    });
  }
};
