import { dictionary, jsonList, type Value } from "./value.ts";

/** Text that is no JSON. */
export class NoJson extends Error {
  override name = "NoJson";
}

/** Deeper nesting than any payload has; each level costs the stack of this process. */
const deepest = 1_000;

/** Digits of a whole number: the time to read and to print one grows faster than its length. */
const mostDigits = 1_000;

/**
 * Reads JSON into values that keep what `JSON.parse` loses: the order of members such as `"10"`, whole numbers of any
 * size, and `1.0` as a decimal.
 * @throws {NoJson}
 */
export const parseJson = (text: string): Value => {
  const reader = readerOf(text);
  const whole = readValue(reader, 0);
  reader.take(blank);
  return reader.ended() ? whole : reader.fail();
};

interface Reader {
  take(pattern: RegExp): RegExpExecArray | null;
  /** The text in quotes that begins here. */
  quoted(): string;
  ended(): boolean;
  fail(): never;
}

const readerOf = (text: string): Reader => {
  let at = 0;
  const fail = (): never => {
    throw new NoJson(`no JSON at character ${at}: ${JSON.stringify(text.slice(at, at + 20))}`);
  };
  return {
    take(pattern) {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (found) at += found[0].length;
      return found;
    },
    quoted() {
      const end = endOfText(text, at);
      if (text[at] !== '"' || end < 0) return fail();
      try {
        const value = JSON.parse(text.slice(at, end + 1)) as string;
        at = end + 1;
        return value;
      } catch {
        return fail();
      }
    },
    ended: () => at === text.length,
    fail,
  };
};

/** A quote behind an odd number of backslashes belongs to the text. */
const endOfText = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return -1;
};

const readValue = (reader: Reader, depth: number): Value => {
  if (depth > deepest) throw new NoJson(`JSON of more than ${deepest} levels`);
  const [, sign, decimal, integer, word] = reader.take(token) ?? [];
  if (sign === "{") return readMembers(reader, depth + 1);
  if (sign === "[") return readItems(reader, depth + 1);
  if (decimal !== undefined) return Number(decimal);
  if (integer !== undefined && integer.length > mostDigits) throw new NoJson(`a number of over ${mostDigits} digits`);
  if (integer !== undefined) return BigInt(integer);
  return word === undefined ? reader.quoted() : (words[word] ?? null);
};

const readItems = (reader: Reader, depth: number): Value => {
  const all: Value[] = [];
  if (reader.take(closingBracket)) return jsonList(all);
  do all.push(readValue(reader, depth));
  while (reader.take(comma));
  return reader.take(closingBracket) ? jsonList(all) : reader.fail();
};

const readMembers = (reader: Reader, depth: number): Value => {
  const all = dictionary();
  if (reader.take(closingBrace)) return all;
  do {
    reader.take(blank);
    const key = reader.quoted();
    if (!reader.take(colon)) reader.fail();
    all.entries.set(key, readValue(reader, depth));
  } while (reader.take(comma));
  return reader.take(closingBrace) ? all : reader.fail();
};

const token =
  /[ \t\r\n]*(?:([{[])|(-?(?:0|[1-9]\d*)(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+))|(-?(?:0|[1-9]\d*))(?![\d.eE])|(true|false|null)\b)?/y;
const comma = /[ \t\r\n]*,/y;
const colon = /[ \t\r\n]*:/y;
const closingBrace = /[ \t\r\n]*\}/y;
const closingBracket = /[ \t\r\n]*\]/y;
const blank = /[ \t\r\n]*/y;
const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
