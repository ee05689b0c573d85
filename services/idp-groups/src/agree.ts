import { differences } from "./differences.ts";
import type { Member, PoolGroups } from "./pool-groups.ts";

export interface Asserted {
  /** ProviderName. */
  readonly provider: string;
  /** As the provider names them. */
  readonly groups: readonly string[];
}

/** How many calls are under way together: a trigger has five seconds, and a person may be in hundreds of groups. */
const together = 10;

/**
 * Makes the user's memberships in the groups of one provider agree with what that provider says now. What has to end
 * ends first: an error in between leaves the user in fewer groups, not in more.
 */
export const agree = async (member: Member, { provider, groups }: Asserted, pool: PoolGroups): Promise<void> => {
  const { poolId } = member;
  const current = await pool.ofUser(member);
  const { leave, wanted } = differences({ poolId, provider, asserted: groups, current });
  await forAll(leave, (group) => pool.leave(member, group));
  if (wanted.length === 0) return;
  const known = new Set(await pool.ofPool(poolId));
  await forAll(
    wanted.filter((group) => known.has(group)),
    (group) => pool.join(member, group),
  );
};

/** Each taker takes the next that nobody has taken yet. Where one fails, nothing is under way any more when it is told. */
const forAll = async (groups: readonly string[], work: (group: string) => Promise<void>) => {
  const waiting = groups.values();
  const taker = async () => {
    for (const group of waiting) await work(group);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: together }, taker));
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
};
