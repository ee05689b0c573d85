import type { Checkpoint } from "@gatehouse/audit-chain/checkpoint.ts";
import type { Anchor } from "@gatehouse/audit-chain/seal.ts";

interface Ports {
  readonly heads: () => Promise<readonly Anchor[]>;
  readonly sign: (checkpoint: Checkpoint) => Promise<string>;
  /** Puts them where whoever changes the database does not get at them. */
  readonly keep: (signed: readonly Signed[]) => Promise<void>;
  readonly now: () => Date;
}

export interface Signed extends Checkpoint {
  /** The JWS. */
  readonly checkpoint: string;
}

/**
 * Takes checkpoints: signs the end of each chain that is not where it was the last time, and at the first time of all.
 * Calls run one after the other, and one that fails is made good by the next.
 */
export const checkpointer = ({ heads, sign, keep, now }: Ports): (() => Promise<void>) => {
  const kept = new Map<string | null, string>();
  const take = async () => {
    const grown = (await heads()).filter(({ tenant, hash }) => kept.get(tenant) !== hash);
    if (grown.length === 0) return;
    const at = now().toISOString();
    await keep(
      await Promise.all(grown.map(async (head) => ({ ...head, at, checkpoint: await sign({ ...head, at }) }))),
    );
    for (const { tenant, hash } of grown) kept.set(tenant, hash);
  };
  let last = Promise.resolve();
  return () => {
    last = last.then(take, take);
    return last;
  };
};
