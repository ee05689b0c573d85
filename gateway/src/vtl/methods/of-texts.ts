import { mostText, VtlFailure } from "../failure.ts";
import { regularExpression } from "../patterns.ts";
import { list, type Method, type Value } from "../value.ts";

type OfText = (text: string) => Method;

/** The methods of Java's `String` that templates use; what is not here is nothing, as what Java does not have. */
export const textMethods: Readonly<Record<string, OfText>> = {
  charAt: (text) => numbered((at) => text[within(at, text.length - 1)] ?? null),
  compareTo: (text) => texts((other) => BigInt(text < other ? -1 : text > other ? 1 : 0)),
  concat: (text) => texts((other) => text + other),
  contains: (text) => texts((part) => text.includes(part)),
  endsWith: (text) => texts((end) => text.endsWith(end)),
  equals: (text) => (other) => text === other,
  equalsIgnoreCase: (text) => texts((other) => text.toLowerCase() === other.toLowerCase()),
  indexOf: (text) => (part, from) => {
    const start = from === undefined ? 0 : index(from);
    return typeof part === "string" && start !== null ? BigInt(text.indexOf(part, start)) : null;
  },
  isBlank: (text) => () => text.trim() === "",
  isEmpty: (text) => () => text === "",
  lastIndexOf: (text) => texts((part) => BigInt(text.lastIndexOf(part))),
  length: (text) => () => BigInt(text.length),
  matches: (text) => texts((pattern) => regularExpression(`^(?:${pattern})$`, "").test(text)),
  repeat: (text) =>
    numbered((times) => {
      if (times < 0 || text.length * times > mostText) throw new VtlFailure(`a text ${times} times`);
      return text.repeat(times);
    }),
  replace: (text) => texts((from, to) => short(text.split(from), to)),
  replaceAll: (text) => texts((pattern, to) => replaced(text, pattern, { to, all: true })),
  replaceFirst: (text) => texts((pattern, to) => replaced(text, pattern, { to, all: false })),
  split: (text) => texts((pattern) => list(split(text, pattern))),
  startsWith: (text) => texts((start) => text.startsWith(start)),
  strip: (text) => () => text.trim(),
  substring: (text) => (from, to) => {
    const start = index(from);
    const end = to === undefined ? text.length : index(to);
    if (start === null || end === null) return null;
    if (start > end) throw new VtlFailure(`substring(${start}, ${end})`);
    return text.slice(within(start, text.length), within(end, text.length));
  },
  toLowerCase: (text) => () => text.toLowerCase(),
  toString: (text: string) => () => text,
  toUpperCase: (text) => () => text.toUpperCase(),
  trim: (text) => () => text.trim(),
};

/** Java knows a method by the kinds of its arguments: with others it is nothing. */
const texts =
  (method: (one: string, other: string) => Value): Method =>
  (one, other = "") =>
    typeof one === "string" && typeof other === "string" ? method(one, other) : null;

const numbered =
  (method: (number: number) => Value): Method =>
  (number) => {
    const given = index(number);
    return given === null ? null : method(given);
  };

const index = (value: Value | undefined): number | null => (typeof value === "bigint" ? Number(value) : null);

const within = (at: number, last: number): number => {
  if (at < 0 || at > last) throw new VtlFailure(`index ${at} is out of a text's bounds`);
  return at;
};

interface Replacement {
  readonly to: string;
  readonly all: boolean;
}

/** Java's replacement texts: `$1` is a group, `\$` a dollar sign. */
const replaced = (text: string, pattern: string, { to, all }: Replacement): string => {
  const pieces: string[] = [];
  let at = 0;
  for (const match of text.matchAll(regularExpression(pattern))) {
    const replacement = to.replace(/\\(.)|\$(\d)/gs, (_, plain, group) => plain ?? match[group] ?? "");
    pieces.push(text.slice(at, match.index), replacement);
    at = match.index + match[0].length;
    if (!all) break;
  }
  return short([...pieces, text.slice(at)], "");
};

/** Java drops empty texts at the end, and one in front of a match without length. */
const split = (text: string, pattern: string): readonly string[] => {
  const pieces: string[] = [];
  let at = 0;
  for (const match of text.matchAll(regularExpression(pattern))) {
    const end = match.index + match[0].length;
    if (end === 0) continue;
    if (match[0] === "" && match.index >= text.length) continue;
    pieces.push(text.slice(at, match.index));
    at = end;
  }
  pieces.push(text.slice(at));
  while (pieces.length > 1 && pieces.at(-1) === "") pieces.pop();
  return pieces;
};

/** Joins pieces, as long as what comes out of them fits a payload. */
const short = (pieces: readonly string[], between: string): string => {
  const length = pieces.reduce((sum, piece) => sum + piece.length + between.length, 0);
  if (length > mostText) throw new VtlFailure(`a text of ${length} characters`);
  return pieces.join(between);
};
