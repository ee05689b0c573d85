/** Where a path leaves a pattern. */
export interface PathMismatch {
  /** Which segment of the path, counted from 1; one more than it has where the pattern goes on. */
  readonly segment: number;
  /** That segment of the pattern, or from its last `*` on; null where the pattern ends before it. */
  readonly expected: string | null;
  /** That segment of the path; null where the path ends before it. */
  readonly received: string | null;
}

/**
 * Where a path leaves a pattern that does not cover it. Up to the first `*` a pattern is followed character by character;
 * from there on anything may come, so that only the end can be wrong.
 */
export const pathMismatch = (pattern: string, path: string): PathMismatch => {
  const head = pattern.split("*", 1)[0] ?? "";
  const at = [...Array(Math.max(head.length, path.length)).keys()].find((index) => differs(head, path, index));
  const hasStar = head.length < pattern.length;
  if (at === undefined || (hasStar && at >= head.length))
    return {
      segment: segmentsOf(path).length,
      expected: pattern.slice(pattern.lastIndexOf("*")),
      received: last(path),
    };
  const segment = segmentAt(head, path, at);
  return {
    segment,
    expected: segmentsOf(pattern)[segment - 1] ?? null,
    received: segmentsOf(path)[segment - 1] ?? null,
  };
};

const differs = (head: string, path: string, index: number) =>
  head[index] === undefined || path[index] === undefined || (head[index] !== "?" && head[index] !== path[index]);

/** Where one of them ends at a slash of the other, the segment behind the slash is what the one lacks. */
const segmentAt = (head: string, path: string, at: number) => {
  const slashes = [...path.slice(0, at)].filter((character) => character === "/").length;
  const behind = (head[at] === undefined && path[at] === "/") || (path[at] === undefined && head[at] === "/");
  return Math.max(1, behind ? slashes + 1 : slashes);
};

const segmentsOf = (path: string) => path.split("/").slice(1);

const last = (path: string) => segmentsOf(path).at(-1) ?? null;
