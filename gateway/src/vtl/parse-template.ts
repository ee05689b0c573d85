import { parseReference, referenceAhead } from "./parse-argument.ts";
import { parseExpression } from "./parse-expression.ts";
import { type Scanner, scanner } from "./scanner.ts";
import type { Branch, Node, Template } from "./syntax.ts";

/**
 * Reads a mapping template as Velocity 1.7 does, to the blank that it drops.
 * https://velocity.apache.org/engine/1.7/vtl-reference.html
 * @param line of the file or of the template around it that the text starts on, as faults count.
 * @throws {VtlSyntaxError} also for what could do harm or is not known to work on API Gateway: `#parse`, `#include`,
 * `#evaluate` and macros.
 */
export const parseTemplate = (text: string, line = 1): Template => {
  const scan = scanner(text, line, parseTemplate);
  const body = parseBlock(scan);
  if (!scan.ended()) scan.fail(`${scan.take(/#\{?\w+\}?/)?.[0]} belongs to no #if, #foreach or #define`);
  return body;
};

/** Up to the end of the text, or to the directive that ends a block or a branch. */
const parseBlock = (scan: Scanner): Template => {
  const nodes: Node[] = [];
  let text = "";
  const flush = () => {
    if (text !== "") nodes.push({ kind: "text", text });
    text = "";
  };
  while (!scan.ended() && !scan.sees(endOfBlock)) {
    // Velocity drops blanks in front of #set where they stand behind anything but text.
    if (text === "" && scan.sees(indentedSet)) scan.take(/[ \t]+/);
    const isComment = parseComment(scan);
    const node = isComment ? null : (parseRaw(scan) ?? parseDirective(scan) ?? parsePrinted(scan));
    if (node || isComment) flush();
    if (node) nodes.push(node);
    else if (!isComment) text += parseText(scan);
  }
  flush();
  return nodes;
};

/** `#if` and `#{if}`; `#iffy` is text. */
const named = (words: string) => `#(?:\\{(?:${words})\\}|(?:${words})(?!\\w))`;

const endOfBlock = new RegExp(named("end|else|elseif"));
const end = new RegExp(named("end"));
const elseIf = new RegExp(named("elseif"));
const otherwise = new RegExp(named("else"));
const set = `${named("set")}[ \\t]*\\(`;
const setAhead = new RegExp(set);
const indentedSet = new RegExp(`[ \\t]+${set}`);
const nakedSet = new RegExp(named("set"));
const openingWords = "set|if|foreach|define|break|stop|macro|include|parse|evaluate";
const opening = new RegExp(`#(?:\\{(${openingWords})\\}|(${openingWords})(?!\\w))`);
const escapedDirective = new RegExp(`\\\\+${named(`${openingWords}|elseif|else|end`)}`);
const escapedReference = new RegExp(`\\\\*${referenceAhead.source}`);

/** What follows a directive up to the end of its line is no text, where it is blank. */
const restOfLine = /[ \t]*(?:\r\n|\n|\r)/;

const parseComment = (scan: Scanner): boolean => {
  if (scan.take(/##[^\r\n]*(?:\r\n|\n|\r)?/)) return true;
  if (!scan.take(/#\*/)) return false;
  scan.expect(/[\s\S]*?\*#/, "*# at the end of a comment");
  return true;
};

/** `#[[ $this is not read ]]#`. */
const parseRaw = (scan: Scanner): Node | null => {
  if (!scan.take(/#\[\[/)) return null;
  const [, text = ""] = scan.expect(/([\s\S]*?)\]\]#/, "]]# at the end of #[[");
  return { kind: "text", text };
};

const parseDirective = (scan: Scanner): Node | null => {
  if (scan.sees(nakedSet) && !scan.sees(setAhead)) return null;
  const [found, inBraces, bare] = scan.take(opening) ?? [];
  if (found === undefined) return null;
  const word = inBraces ?? bare ?? "";
  const parse = Object.hasOwn(directives, word) ? directives[word] : undefined;
  return parse ? parse(scan) : scan.fail(`#${word} is not supported: a template here stands alone and takes no macros`);
};

const directives: Readonly<Record<string, (scan: Scanner) => Node>> = {
  set(scan) {
    scan.expect(/\s*\(\s*/, "( behind #set");
    const target = parseReference(scan);
    if (!/^\$\w/.test(target.source)) scan.fail(`expected $${target.name} to be set, received ${target.source}`);
    scan.expect(/\s*=/, "= in #set");
    const value = parseExpression(scan);
    scan.expect(/\s*\)/, ") at the end of #set");
    scan.take(restOfLine);
    return { kind: "set", target, value };
  },
  if(scan) {
    const branches = [parseBranch(scan)];
    while (scan.take(elseIf)) branches.push(parseBranch(scan));
    const rest = scan.take(otherwise) ? parseBody(scan) : [];
    expectEnd(scan, "#if");
    return { kind: "if", branches, otherwise: rest };
  },
  foreach(scan) {
    scan.expect(/\s*\(\s*/, "( behind #foreach");
    const item = parseReference(scan);
    if (item.steps.length > 0) scan.fail("expected a variable such as $item in #foreach");
    scan.expect(/\s+in(?=[\s$"'[{])/, "in behind the variable of #foreach");
    const items = parseExpression(scan);
    scan.expect(/\s*\)/, ") at the end of #foreach( … )");
    const body = parseBody(scan);
    expectEnd(scan, "#foreach");
    return { kind: "foreach", name: item.name, items, body };
  },
  define(scan) {
    scan.expect(/\s*\(\s*/, "( behind #define");
    const { name } = parseReference(scan);
    scan.expect(/\s*\)/, ") at the end of #define( … )");
    const body = parseBody(scan);
    expectEnd(scan, "#define");
    return { kind: "define", name, body };
  },
  break: () => ({ kind: "break" }),
  stop: () => ({ kind: "stop" }),
};

const parseBranch = (scan: Scanner): Branch => {
  scan.expect(/\s*\(/, "( behind #if or #elseif");
  const condition = parseExpression(scan);
  scan.expect(/\s*\)/, ") behind a condition");
  return { condition, body: parseBody(scan) };
};

const parseBody = (scan: Scanner): Template => {
  scan.take(restOfLine);
  return parseBlock(scan);
};

const expectEnd = (scan: Scanner, of: string) => {
  scan.expect(end, `#end of ${of}`);
  scan.take(restOfLine);
};

/** A reference, with the backslashes that may keep it from being one. */
const parsePrinted = (scan: Scanner): Node | null => {
  if (!scan.sees(escapedReference)) return null;
  const escapes = scan.take(/\\*/)?.[0].length ?? 0;
  return { kind: "reference", reference: parseReference(scan), escapes };
};

const parseText = (scan: Scanner): string => {
  if (scan.sees(/#@?[A-Za-z_]\w*\(/)) scan.fail(`${scan.take(/#@?\w+/)?.[0]}( … ) is no directive`);
  if (scan.sees(/(?:#|\$!)$/)) scan.fail("a # or $! at the very end is the beginning of something");
  if (scan.take(/\$!(?![{$])/)) return "$"; // What Velocity makes of it where no name follows.
  return parseEscapedDirective(scan) ?? scan.expect(/[^$#\\ \t]+|[ \t]+|[$#\\]/, "text")[0];
};

/** `\#if` prints `#if`; before anything else a backslash is one. */
const parseEscapedDirective = (scan: Scanner): string | null => {
  if (!scan.sees(escapedDirective)) return null;
  const slashes = scan.take(/\\+/)?.[0].length ?? 0;
  const written = slashes % 2 === 1 ? scan.expect(/#\{?\w+\}?/, "a directive")[0] : "";
  return "\\".repeat(Math.floor(slashes / 2)) + written;
};
