/** A pattern as an automaton whose states are found when they are first reached. The state 0 is the beginning. */
export interface LazyAutomaton {
  /** Where `character` leads from `state`. */
  next(state: number, character: string): number;
  /** Whether the pattern covers what was read up to `state`. */
  accepts(state: number): boolean;
}

/**
 * The automaton of a pattern of `*` (any run of characters) and `?` (one character). A state is the set of places in the
 * pattern at which one may be. Places in front of a `*` that was reached are dropped: whatever they could still take, the
 * `*` takes as well. So a pattern of n characters has few states more than n.
 */
export const automatonOf = (pattern: string): LazyAutomaton => {
  const states: { readonly places: readonly number[]; readonly next: Map<string, number> }[] = [];
  const known = new Map<string, number>();

  const intern = (reached: Iterable<number>): number => {
    const places = settled(pattern, reached);
    const key = places.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, states.length);
    return states.push({ places, next: new Map() }) - 1;
  };

  intern([0]);
  return {
    next(state, character) {
      const from = states[state];
      if (!from) throw new Error(`the automaton of ${pattern} has no state ${state}`);
      const remembered = from.next.get(character);
      if (remembered !== undefined) return remembered;
      const to = intern(from.places.flatMap((place) => stepped(pattern, place, character)));
      from.next.set(character, to);
      return to;
    },
    accepts: (state) => states[state]?.places.includes(pattern.length) ?? false,
  };
};

const stepped = (pattern: string, place: number, character: string): readonly number[] => {
  if (pattern[place] === "*") return [place];
  return pattern[place] === "?" || pattern[place] === character ? [place + 1] : [];
};

/** With what a `*` lets be reached without a character, and without what lies before the last `*` reached. */
const settled = (pattern: string, reached: Iterable<number>): readonly number[] => {
  const places = new Set(reached);
  for (const place of places) if (pattern[place] === "*") places.add(place + 1);
  const lastStar = Math.max(-1, ...[...places].filter((place) => pattern[place] === "*"));
  return [...places].filter((place) => place >= lastStar).sort((one, other) => one - other);
};
