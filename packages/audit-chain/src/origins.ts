import { hashOf, start } from "./hash.ts";
import type { Anchor, Seal } from "./seal.ts";

export interface Place {
  readonly tenant: string | null;
  readonly seq: number;
}

/**
 * Where each record was chained. A record whose hash is its own stands there. One whose hash is not may have been given
 * another number or tenant alone: then the hash is right for another place, which its neighbours in the chain tell.
 * A record without an origin was never chained as it is.
 */
export const originsOf = (seals: readonly Seal[], anchors: readonly Anchor[]): ReadonlyMap<Seal, Place> => {
  const origins = new Map<Seal, Place>(seals.filter(({ broken }) => !broken).map((seal) => [seal, seal]));
  const lost = seals.filter(({ broken }) => broken);
  if (lost.length === 0) return origins;
  const byHash = Map.groupBy(lost, ({ hash }) => hash);
  const byPrevious = Map.groupBy(lost, ({ previous }) => previous);
  const found: Seal[] = [...origins.keys()];
  const attempt = (candidates: readonly Seal[] = [], place: Place) => {
    for (const seal of candidates) {
      if (origins.has(seal) || !belongs(seal, place)) continue;
      origins.set(seal, place);
      found.push(seal);
    }
  };
  for (const { tenant, seq, hash } of anchors) attempt(byHash.get(hash), { tenant, seq });
  for (const tenant of new Set([...seals, ...anchors].map(({ tenant }) => tenant)))
    attempt(byPrevious.get(start), { tenant, seq: 1 });
  // The list grows while it is gone through: each record that is found leads to its neighbours.
  for (const seal of found) {
    const { tenant, seq } = origins.get(seal) as Place;
    attempt(byPrevious.get(seal.hash), { tenant, seq: seq + 1 });
    attempt(byHash.get(seal.previous), { tenant, seq: seq - 1 });
  }
  return origins;
};

const belongs = ({ broken, hash }: Seal, { tenant, seq }: Place) =>
  broken !== undefined && hashOf({ ...broken.record, tenant, seq: String(seq) }) === hash;
