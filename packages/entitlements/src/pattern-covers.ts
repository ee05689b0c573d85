import type { Grant } from "./grant.ts";

/** What two grants are compared by. */
export type Scope = Pick<Grant, "method" | "resource">;

/**
 * With wildcards within their limit (10) there are at most 2^10 cases; a pattern with more of them, or with variables,
 * may make more. Then nothing is called covered.
 */
const mostCases = 4_096;

/**
 * Whether every path that `inner` matches is matched by `outer`: `*` stands for any run of characters, `/` included,
 * `?` for one. A variable in `inner` may have any value, so it counts as `*`; one in `outer` covers only the same
 * variable in `inner`, because no other path is sure to be matched.
 *
 * All words of `inner` are followed through `outer` at once. What may be any character is taken as one that `outer`
 * does not name: where that matches, every other character does. Of a `*` it is enough to follow no character and many
 * (`many` are as many as change nothing more): whatever of `outer` may begin or end inside that run begins and ends at
 * the same places whatever the length of the run, so if both extremes are matched there is room for all in between.
 * Variables in `outer` spoil that argument, therefore each length is followed then.
 */
export const covers = (outer: string, inner: string): boolean => {
  const places = placesOf(outer);
  let cases = new Set([places.start]);
  for (const part of partsOf(inner)) {
    cases = new Set([...cases].flatMap((now) => places.after(now, part)));
    if (cases.has(0n) || cases.size > mostCases) return false;
  }
  return [...cases].every((now) => (now & places.end) !== 0n);
};

/** Whether a path is matched by both patterns, if variables may have any value. */
export const overlaps = (a: string, b: string): boolean => {
  const [left, right] = [partsOf(a).map(asWildcard), partsOf(b).map(asWildcard)];
  // together[j]: the first i parts of the left and the first j of the right can stand for the same text.
  let together = right.map((_, j) => right.slice(0, j).every(isStar)).concat(right.every(isStar));
  for (const part of left) {
    const before = together;
    together = [isStar(part) && before[0] === true];
    right.forEach((other, j) => {
      const either = isStar(part) || isStar(other);
      together.push(either ? before[j + 1] === true || together[j] === true : before[j] === true && meet(part, other));
    });
  }
  return together[right.length] === true;
};

/** Whether `outer` speaks of every request that `inner` speaks of. For variables see `covers`. */
export const ruleCovers = (outer: Scope, inner: Scope): boolean =>
  (outer.method === "*" || outer.method === inner.method) && covers(pathOf(outer), pathOf(inner));

/** Whether there is a request that both speak of. For variables see `overlaps`. */
export const ruleOverlaps = (a: Scope, b: Scope): boolean =>
  (a.method === "*" || b.method === "*" || a.method === b.method) && overlaps(pathOf(a), pathOf(b));

const pathOf = ({ resource }: Scope) => (resource === "*" ? "/*" : resource);

/** A variable is one part, as is every other character; a run of stars is one star. */
const partsOf = (pattern: string) => pattern.replaceAll(/\*+/g, "*").match(/\$\{[^}]*\}|./gs) ?? [];

const isVariable = (part: string) => part.length > 1;
const isStar = (part: string) => part === "*";
const asWildcard = (part: string) => (isVariable(part) ? "*" : part);
const meet = (a: string, b: string) => a === b || a === "?" || b === "?";

/** Places between the parts of a pattern, as the bits of a set: bit n means that the first n parts are matched. */
const placesOf = (pattern: string) => {
  const parts = partsOf(pattern);
  const before = new Map<string, bigint>();
  parts.forEach((part, at) => {
    before.set(part, (before.get(part) ?? 0n) | (1n << BigInt(at)));
  });
  const at = (part: string) => before.get(part) ?? 0n;
  const past = (places: bigint) => places << 1n;
  /** A star may also stand for nothing. */
  const open = (places: bigint) => places | past(places & at("*"));
  const step = (places: bigint, character: string) =>
    open((places & at("*")) | past(places & at("?")) | past(places & (character === "?" ? 0n : at(character))));

  const eachLength = parts.some(isVariable);
  const afterRun = (places: bigint): readonly bigint[] => {
    const all = [places];
    for (let last = places; ; all.push(last)) {
      const next = step(last, "?");
      if (next === last) return eachLength ? all : [places, last];
      last = next;
    }
  };
  const after = (places: bigint, part: string): readonly bigint[] => {
    if (isStar(part)) return afterRun(places);
    if (isVariable(part)) return afterRun(places).map((run) => run | open(past(places & at(part))));
    return [step(places, part)];
  };
  return { start: open(1n), end: 1n << BigInt(parts.length), after };
};
