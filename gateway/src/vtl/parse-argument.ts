import { requirePattern } from "./patterns.ts";
import type { Scanner } from "./scanner.ts";
import type { Expression, Reference, Step } from "./syntax.ts";

/** The beginning of a reference; anything else behind a `$` is text. */
export const referenceAhead = /\$!?\{?[A-Za-z_]/;

/**
 * Reads `$x`, `$!x`, `${x}` and `$!{x}` with their properties, methods and indexes.
 * @throws {VtlSyntaxError}
 */
export const parseReference = (scan: Scanner): Reference => {
  const start = scan.position();
  const [, quiet = "", brace = "", name = ""] = scan.expect(/\$(!?)(\{?)([A-Za-z_][\w-]*)/, "a reference such as $x");
  const steps: Step[] = [];
  for (let step = parseStep(scan); step; step = parseStep(scan)) steps.push(step);
  if (brace) scan.expect(/\}/, `} at the end of ${scan.since(start)}`);
  return { name, quiet: quiet !== "", steps, source: scan.since(start) };
};

const parseStep = (scan: Scanner): Step | null => {
  const [, name] = scan.take(/\.([A-Za-z_][\w-]*)/) ?? [];
  if (name !== undefined) {
    if (!scan.take(/\(/)) return { kind: "property", name };
    const args = scan.take(/\)/) ? [] : parseListUntil(scan, /\s*\)/, ") behind an argument");
    requirePattern(name, args, scan);
    return { kind: "method", name, args };
  }
  if (!scan.take(/\[/)) return null;
  const index = parseArgument(scan);
  scan.expect(/\s*\]/, "] behind an index");
  return { kind: "index", index };
};

/**
 * A literal or a reference. Arguments, indexes, items and entries take no operators, as in Velocity:
 * `$x.substring($n + 1)` is none.
 * @throws {VtlSyntaxError}
 */
export const parseArgument = (scan: Scanner): Expression => {
  scan.take(/\s*/);
  if (scan.sees(/\$/)) return { kind: "reference", reference: parseReference(scan) };
  return (
    parseText(scan) ??
    parseNumber(scan) ??
    parseWord(scan) ??
    parseList(scan) ??
    parseMap(scan) ??
    scan.fail("expected a reference, a text in quotes, a number, true, false, a [list] or a {map}")
  );
};

/** A quote within a text is written twice. What stands in single quotes is no template. */
const parseText = (scan: Scanner): Expression | null => {
  const line = scan.line();
  const [, single, double] = scan.take(/'((?:[^']|'')*)'|"((?:[^"]|"")*)"/) ?? [];
  if (single !== undefined) return { kind: "literal", value: single.replaceAll("''", "'") };
  if (double === undefined) return null;
  const text = double.replaceAll('""', '"');
  if (!/[$#]/.test(text)) return { kind: "literal", value: text };
  return { kind: "interpolated", template: scan.nested(text, line) };
};

const parseNumber = (scan: Scanner): Expression | null => {
  const [float] = scan.take(/-?(?:\d+\.(?!\.)\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)/) ?? [];
  if (float !== undefined) return { kind: "literal", value: Number(float) };
  const [integer] = scan.take(/-?\d+/) ?? [];
  return integer === undefined ? null : { kind: "literal", value: BigInt(integer) };
};

const parseWord = (scan: Scanner): Expression | null => {
  const [, word] = scan.take(/(true|false)\b/) ?? [];
  return word === undefined ? null : { kind: "literal", value: word === "true" };
};

const parseList = (scan: Scanner): Expression | null => {
  if (!scan.take(/\[/)) return null;
  if (scan.take(/\]/)) return { kind: "list", items: [] };
  const first = parseArgument(scan);
  if (!scan.take(/\s*\.\./)) return { kind: "list", items: parseMore(scan, first, /\s*\]/, "] behind an item") };
  const to = parseArgument(scan);
  if (![first, to].every(isCountable)) scan.fail("expected whole numbers at both ends of a range");
  scan.expect(/\s*\]/, "] behind a range");
  return { kind: "range", from: first, to };
};

const isCountable = (end: Expression) =>
  end.kind === "reference" || (end.kind === "literal" && typeof end.value === "bigint");

const parseListUntil = (scan: Scanner, end: RegExp, what: string) => parseMore(scan, parseArgument(scan), end, what);

const parseMore = (scan: Scanner, first: Expression, end: RegExp, what: string): readonly Expression[] => {
  const all = [first];
  while (scan.take(/\s*,/)) all.push(parseArgument(scan));
  scan.expect(end, `a comma or ${what}`);
  return all;
};

const parseMap = (scan: Scanner): Expression | null => {
  if (!scan.take(/\{/)) return null;
  if (scan.take(/\s*\}/)) return { kind: "map", entries: [] };
  const entries = [parseEntry(scan)];
  while (scan.take(/\s*,/)) entries.push(parseEntry(scan));
  scan.expect(/\s*\}/, "a comma or } behind an entry");
  return { kind: "map", entries };
};

const parseEntry = (scan: Scanner): readonly [Expression, Expression] => {
  const key = parseArgument(scan);
  scan.expect(/\s*:/, ": behind a key");
  return [key, parseArgument(scan)];
};
