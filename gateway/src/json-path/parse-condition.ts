import { regularExpression } from "../vtl/patterns.ts";
import { type PathScanner, quoted } from "./path-scanner.ts";
import type { Comparison, Condition, Literal, Operand } from "./syntax.ts";

/** Reads what stands in `?( )`. @throws {PathSyntaxError} */
export const parseCondition = (scan: PathScanner): Condition => {
  let left = parseAnd(scan);
  while (scan.take(/\s*\|\|/)) left = { kind: "or", left, right: parseAnd(scan) };
  return left;
};

const parseAnd = (scan: PathScanner): Condition => {
  let left = parseTest(scan);
  while (scan.take(/\s*&&/)) left = { kind: "and", left, right: parseTest(scan) };
  return left;
};

const parseTest = (scan: PathScanner): Condition => {
  if (scan.take(/\s*!/)) return { kind: "not", operand: parseTest(scan) };
  if (!scan.take(/\s*\(/)) return parseComparison(scan);
  const inner = parseCondition(scan);
  return scan.take(/\s*\)/) ? inner : scan.fail(") behind a condition");
};

const parseComparison = (scan: PathScanner): Condition => {
  const left = parseOperand(scan);
  if (scan.take(/\s*=~/)) return { kind: "matches", operand: left, pattern: parsePattern(scan) };
  const [, operator] = scan.take(/\s*(==|!=|<=|>=|<|>|(?:in|nin|size|empty|contains)\b)/i) ?? [];
  if (operator === undefined) return { kind: "exists", operand: left };
  return { kind: "comparison", operator: operator.toLowerCase() as Comparison, left, right: parseOperand(scan) };
};

const parseOperand = (scan: PathScanner): Operand => {
  const [, from] = scan.take(/\s*([@$])/) ?? [];
  if (from !== undefined) return { kind: "path", from: from as "@", path: scan.path() };
  return { kind: "value", value: parseLiteral(scan) };
};

const parseLiteral = (scan: PathScanner): Literal => {
  scan.take(/\s*/);
  const text = quoted(scan);
  if (text !== null) return text;
  const [decimal] = scan.take(/-?\d+(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)/) ?? [];
  if (decimal !== undefined) return Number(decimal);
  const [integer] = scan.take(/-?\d+/) ?? [];
  if (integer !== undefined) return BigInt(integer);
  const [word] = scan.take(/(?:true|false|null)\b/) ?? [];
  if (word !== undefined) return word === "null" ? null : word === "true";
  return scan.take(/\[\s*/) ? parseItems(scan) : scan.fail("@, $, a text in quotes, a number or a [list]");
};

const parseItems = (scan: PathScanner): Literal => {
  if (scan.take(/\]/)) return [];
  const items = [parseLiteral(scan)];
  while (scan.take(/\s*,/)) items.push(parseLiteral(scan));
  return scan.take(/\s*\]/) ? items : scan.fail("a comma or ]");
};

/** `/pattern/i`; the whole text has to match. */
const parsePattern = (scan: PathScanner): RegExp => {
  const [, pattern = scan.fail("/pattern/"), flags = ""] = scan.take(/\s*\/((?:[^/\\]|\\.)*)\/([a-z]*)/i) ?? [];
  if (/[^i]/.test(flags)) scan.fail("no flag but i");
  try {
    return regularExpression(`^(?:${pattern})$`, flags);
  } catch {
    return scan.fail("a regular expression that is understood here");
  }
};
