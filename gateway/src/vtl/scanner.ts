import type { Template } from "./syntax.ts";

/** What is wrong with a template, and on which of its lines (the first is 1). */
export class VtlSyntaxError extends Error {
  override name = "VtlSyntaxError";
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** A place in a template that moves forward as it is read. */
export interface Scanner {
  /** Moves over what the pattern matches right here, and gives it back; null where it does not match. */
  take(pattern: RegExp): RegExpExecArray | null;
  /** Whether the pattern matches right here. */
  sees(pattern: RegExp): boolean;
  /** @throws {VtlSyntaxError} where it is not there. */
  expect(pattern: RegExp, what: string): RegExpExecArray;
  fail(message: string): never;
  /** What was read since a position that {@link Scanner.position} gave. */
  since(position: number): string;
  position(): number;
  line(): number;
  ended(): boolean;
  /** Reads a template within the template. */
  nested(text: string, line: number): Template;
}

/** @param firstLine the line that the text starts on, for templates within templates. */
export const scanner = (text: string, firstLine: number, nested: Scanner["nested"]): Scanner => {
  let at = 0;
  const match = (pattern: RegExp) => {
    const sticky = new RegExp(pattern.source, `${pattern.flags.replace("y", "")}y`);
    sticky.lastIndex = at;
    return sticky.exec(text);
  };
  const line = () => firstLine + (text.slice(0, at).match(/\n/g)?.length ?? 0);
  const fail = (message: string): never => {
    throw new VtlSyntaxError(message, line());
  };
  const take = (pattern: RegExp) => {
    const found = match(pattern);
    if (found) at += found[0].length;
    return found;
  };
  return {
    take,
    sees: (pattern) => match(pattern) !== null,
    expect: (pattern, what) =>
      take(pattern) ?? fail(`expected ${what}, received ${JSON.stringify(text.slice(at, at + 20))}`),
    fail,
    since: (position) => text.slice(position, at),
    position: () => at,
    line,
    ended: () => at >= text.length,
    nested,
  };
};
