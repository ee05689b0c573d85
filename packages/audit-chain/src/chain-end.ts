import type { Chain } from "./chains.ts";
import type { Anchor } from "./seal.ts";

/** The last number that a checkpoint or `audit.chains` names; undefined where neither says anything. */
export const lastNamed = ({ head, signed }: Pick<Chain, "head" | "signed">): number | undefined => {
  const named = [...signed.keys(), ...(head ? [head.seq] : [])];
  return named.length === 0 ? undefined : highest(named);
};

/** 0 for nothing. */
export const highest = (numbers: Iterable<number>): number => {
  let most = 0;
  for (const number of numbers) most = Math.max(most, number);
  return most;
};

/** Whether somebody else than its neighbours names this record. */
export const isAnchored = ({ head, signed }: Chain, { seq, hash }: Omit<Anchor, "tenant">): boolean =>
  signed.get(seq)?.includes(hash) === true || (head?.seq === seq && head.hash === hash);

/** Whether anybody names it: a checkpoint, `audit.chains`, or the record after it. */
export const isVouchedFor = (chain: Chain, place: Omit<Anchor, "tenant">): boolean =>
  isAnchored(chain, place) || chain.members.get(place.seq + 1)?.previous === place.hash;
