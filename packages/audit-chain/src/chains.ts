import type { Place } from "./origins.ts";
import type { Anchor, Seal } from "./seal.ts";

/** Everything that is known of one tenant's chain. */
export interface Chain {
  readonly tenant: string | null;
  /** Where `audit.chains` says that it ends. */
  readonly head: Anchor | undefined;
  /** Signed hashes by number; more than one where signatures contradict each other. */
  readonly signed: ReadonlyMap<number, readonly string[]>;
  /** The record that was chained at each number. */
  readonly members: ReadonlyMap<number, Seal>;
  /** Records that say they are of this chain and have no place in it: never chained as they are, or chained twice. */
  readonly strays: readonly Seal[];
}

interface Evidence {
  readonly seals: readonly Seal[];
  readonly heads: readonly Anchor[];
  readonly checkpoints: readonly Anchor[];
}

/** Sorts what there is by tenants. */
export const chainsOf = (evidence: Evidence, origins: ReadonlyMap<Seal, Place>): readonly Chain[] => {
  const headOf = new Map(evidence.heads.map((head) => [head.tenant, head]));
  const signedOf = Map.groupBy(evidence.checkpoints, ({ tenant }) => tenant);
  const chained = [...origins].map(([seal, { tenant, seq }]) => ({ seal, tenant, seq }));
  const chainedIn = Map.groupBy(chained, ({ tenant }) => tenant);
  const strangers = evidence.seals.filter((seal) => !origins.has(seal));
  const strangersIn = Map.groupBy(strangers, ({ tenant }) => tenant);
  const tenants = [chainedIn, strangersIn, headOf, signedOf].flatMap((known) => [...known.keys()]);
  return [...new Set(tenants)].map((tenant) => {
    const known = { head: headOf.get(tenant), signed: hashesBySeq(signedOf.get(tenant) ?? []) };
    const { members, doubles } = membersOf(chainedIn.get(tenant) ?? [], known);
    return { tenant, ...known, members, strays: [...doubles, ...(strangersIn.get(tenant) ?? [])] };
  });
};

type Known = Pick<Chain, "head" | "signed">;

const hashesBySeq = (anchors: readonly Anchor[]) => {
  const bySeq = Map.groupBy(anchors, ({ seq }) => seq);
  return new Map([...bySeq].map(([seq, all]) => [seq, [...new Set(all.map(({ hash }) => hash))]]));
};

/** One record for each number. */
const membersOf = (chained: readonly { readonly seal: Seal; readonly seq: number }[], known: Known) => {
  const bySeq = new Map<number, Seal[]>();
  for (const { seal, seq } of chained) bySeq.set(seq, [...(bySeq.get(seq) ?? []), seal]);
  const members = new Map([...bySeq].map(([seq, rivals]) => [seq, rightful(rivals, seq, { bySeq, ...known })]));
  const doubles = [...bySeq].flatMap(([seq, rivals]) => rivals.filter((each) => each !== members.get(seq)));
  return { members, doubles };
};

interface Around extends Known {
  readonly bySeq: ReadonlyMap<number, readonly Seal[]>;
}

/** Of several records with one number and a hash to match, the one that was signed or that its neighbours know. */
const rightful = (rivals: readonly Seal[], seq: number, { bySeq, head, signed }: Around): Seal => {
  const weight = ({ hash, previous }: Seal) =>
    (signed.get(seq)?.includes(hash) ? 8 : 0) +
    (bySeq.get(seq + 1)?.some((next) => next.previous === hash) ? 4 : 0) +
    (head?.seq === seq && head.hash === hash ? 2 : 0) +
    (bySeq.get(seq - 1)?.some((before) => before.hash === previous) ? 1 : 0);
  return rivals.reduce((best, each) => (weight(each) > weight(best) ? each : best));
};
