import { parseArgument } from "./parse-argument.ts";
import type { Scanner } from "./scanner.ts";
import type { Expression, Operator } from "./syntax.ts";

type Parse = (scan: Scanner) => Expression;

/** From the loosest to the tightest; the words are Velocity's other spelling. */
const levels: readonly { readonly pattern: RegExp; readonly words: Readonly<Record<string, Operator>> }[] = [
  { pattern: /\s*(\|\||or\b)/, words: { or: "||" } },
  { pattern: /\s*(&&|and\b)/, words: { and: "&&" } },
  { pattern: /\s*(==|!=|eq\b|ne\b)/, words: { eq: "==", ne: "!=" } },
  { pattern: /\s*(<=|>=|<|>|lt\b|gt\b|le\b|ge\b)/, words: { lt: "<", gt: ">", le: "<=", ge: ">=" } },
  // A minus with a digit behind it is the digit's own, so that `$n -1` parses here as little as in Velocity.
  { pattern: /\s*(\+|-(?!\d))/, words: {} },
  { pattern: /\s*([*/%])/, words: {} },
];

/**
 * Reads an expression of `#set` or `#if`.
 * @throws {VtlSyntaxError}
 */
export const parseExpression: Parse = (scan) => parseLevel(0)(scan);

const parseLevel = (index: number): Parse => {
  const level = levels[index];
  if (!level) return parseUnary;
  return (scan) => {
    const operand = parseLevel(index + 1);
    let left = operand(scan);
    for (let found = scan.take(level.pattern); found; found = scan.take(level.pattern)) {
      const written = found[1] ?? "";
      left = { kind: "binary", operator: level.words[written] ?? (written as Operator), left, right: operand(scan) };
    }
    return left;
  };
};

const parseUnary: Parse = (scan) => {
  if (scan.take(/\s*(?:!(?!=)|not\b)/)) return { kind: "not", operand: parseUnary(scan) };
  if (!scan.take(/\s*\(/)) return parseArgument(scan);
  const inner = parseExpression(scan);
  scan.expect(/\s*\)/, ") behind an expression");
  return inner;
};
