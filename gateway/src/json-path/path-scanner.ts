import type { Path } from "./syntax.ts";

/** An expression that is no JSONPath, or one that is not known here. */
export class PathSyntaxError extends Error {
  override name = "PathSyntaxError";
}

/** A place in an expression that moves forward as it is read. */
export interface PathScanner {
  /** Moves over what the pattern matches right here; null where it does not. */
  take(pattern: RegExp): RegExpExecArray | null;
  /** @throws {PathSyntaxError} */
  fail(expected: string): never;
  ended(): boolean;
  /** Reads the steps of a path as far as they go. */
  path(): Path;
}

/** @param parseSteps reads a path within the expression. */
export const pathScanner = (text: string, parseSteps: (scan: PathScanner) => Path): PathScanner => {
  let at = 0;
  const scan: PathScanner = {
    take(pattern) {
      const sticky = new RegExp(pattern.source, `${pattern.flags}y`);
      sticky.lastIndex = at;
      const found = sticky.exec(text);
      if (found) at += found[0].length;
      return found;
    },
    fail(expected) {
      throw new PathSyntaxError(`${text}: expected ${expected}, received ${JSON.stringify(text.slice(at, at + 20))}`);
    },
    ended: () => at >= text.length,
    path: () => parseSteps(scan),
  };
  return scan;
};

/** A text in quotes; a backslash keeps a sign what it is. */
export const quoted = (scan: PathScanner): string | null => {
  const [, single, double] = scan.take(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/s) ?? [];
  return (single ?? double)?.replace(/\\(.)/gs, "$1") ?? null;
};
