import type { Logger } from "@gatehouse/http/log.ts";
import type { JWTVerifyGetKey } from "jose";
import { checkedKeys } from "./key-set.ts";
import { type PoolRequest, PoolUnreachable } from "./pool-request.ts";
import { type KeyTimes, rememberedKeys } from "./remembered-keys.ts";

const times: KeyTimes = {
  refreshAfter: 10 * 60_000,
  lastGoodFor: 60 * 60_000,
  unknownKeyCooldown: 30_000,
  failureCooldown: 1_000,
};

/** What RS256 tokens of a pool may be verified with; Cognito gives each of its keys a use. */
const rules = { algorithms: ["RS256"], use: "required" } as const;

/**
 * The pool's signing keys, found by a token's header. While they cannot be fetched, the last good ones serve for at
 * most an hour.
 * @throws {PoolUnreachable} when there are no keys to use; jose's JWKSNoMatchingKey for a key id that the pool lacks.
 */
export const keysOfPool = (uses: {
  pool: PoolRequest;
  poolId: string;
  log: Logger;
  now: () => number;
}): JWTVerifyGetKey => rememberedKeys({ fetch: () => fetchKeys(uses), times, of: "the pool", ...uses });

const fetchKeys = async ({ pool, poolId, log }: { pool: PoolRequest; poolId: string; log: Logger }) => {
  const path = `/${poolId}/.well-known/jwks.json`;
  const { status, body } = await pool(path);
  if (status !== 200) throw new PoolUnreachable(`the user pool answered ${status} for its keys at ${path}`);
  try {
    const { usable, refused } = checkedKeys(body, rules);
    if (refused.length > 0) log.warn({ refused }, "keys of the pool that are not used");
    return usable;
  } catch (error) {
    throw new PoolUnreachable(`the keys of the user pool at ${path} cannot be used: ${(error as Error).message}`, {
      cause: error,
    });
  }
};
