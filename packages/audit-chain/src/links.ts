import { isAnchored, isVouchedFor } from "./chain-end.ts";
import type { Chain } from "./chains.ts";
import type { ChainFinding } from "./finding.ts";
import { start } from "./hash.ts";

/**
 * Records whose hash is their own and yet not the one that the chain goes on from: somebody edited one and computed its
 * hash anew. Of two that do not fit together the one is blamed that nobody else vouches for.
 */
export const brokenLinks = (chain: Chain): readonly ChainFinding[] => {
  const { tenant, members } = chain;
  const blamed = new Map<number, ChainFinding>();
  for (const [seq, { hash, previous }] of [...members].sort(([one], [other]) => one - other)) {
    const before = seq === 1 ? start : members.get(seq - 1)?.hash;
    if (before === undefined || before === previous || blamed.has(seq - 1)) continue;
    const earlier = seq > 1 && !isAnchored(chain, { seq: seq - 1, hash: before }) && isVouchedFor(chain, { seq, hash });
    if (earlier) blamed.set(seq - 1, edited(tenant, seq - 1, [`hash ${previous}`, `hash ${before}`]));
    else blamed.set(seq, edited(tenant, seq, [`a record after hash ${before}`, `one after hash ${previous}`]));
  }
  return [...blamed.values()];
};

export const edited = (
  tenant: string | null,
  seq: number,
  [expected, received]: readonly [string, string],
): ChainFinding => ({ kind: "edited", tenant, seq, expected, received });
