import { highest, lastNamed } from "./chain-end.ts";
import type { Chain } from "./chains.ts";
import type { ChainFinding } from "./finding.ts";
import type { Seal } from "./seal.ts";

/**
 * Records that were never chained as they are: where a place is empty, what stands there is the record of that place,
 * edited; anything else was put in.
 */
export const strange = (chain: Chain): readonly ChainFinding[] => {
  const { tenant, members, strays } = chain;
  const end = lastNamed(chain) ?? highest(members.keys());
  const taken = new Set(members.keys());
  return strays.map((seal) => {
    const { seq, hash, broken } = seal;
    const fits = seq >= 1 && seq <= end && !taken.has(seq);
    if (!fits) return inserted(tenant, seal);
    taken.add(seq);
    return { kind: "edited", tenant, seq, expected: `hash ${hash}`, received: `hash ${broken?.computed ?? hash}` };
  });
};

/** Records after the end that everybody names, however well they fit. */
export const appended = (chain: Chain): readonly ChainFinding[] => {
  const end = lastNamed(chain);
  if (end === undefined) return [];
  return [...chain.members]
    .filter(([seq, seal]) => seq > end && seal.seq > end)
    .map(([, seal]) => inserted(chain.tenant, seal));
};

const inserted = (tenant: string | null, { seq, hash }: Seal): ChainFinding => ({
  kind: "inserted",
  tenant,
  seq,
  expected: "no such record",
  received: `hash ${hash}`,
});
