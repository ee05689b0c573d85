interface Compared {
  readonly poolId: string;
  readonly provider: string;
  /** As the provider names them. */
  readonly asserted: readonly string[];
  /** The groups of the pool in which the user is. */
  readonly current: readonly string[];
}

/**
 * The pool's groups of a provider are named `{ProviderName}_{group}`, as its users are, so that no provider can name the
 * group of another. `{poolId}_…` are the groups that Cognito makes for its own use.
 */
const isOf = ({ poolId, provider }: Compared) => {
  return (group: string) => group.startsWith(`${provider}_`) && !group.startsWith(`${poolId}_`);
};

/** What the user must leave, and what may be joined if the pool has it. */
export const differences = (compared: Compared): { readonly leave: string[]; readonly wanted: string[] } => {
  const { provider, asserted, current } = compared;
  const [shall, are] = [new Set(asserted.map((name) => `${provider}_${name}`)), new Set(current)];
  return {
    leave: [...are].filter(isOf(compared)).filter((group) => !shall.has(group)),
    wanted: [...shall].filter(isOf(compared)).filter((group) => !are.has(group)),
  };
};
