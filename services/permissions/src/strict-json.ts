import { InvalidInput } from "@gatehouse/http/problem.ts";

/** Names that reach an object's prototype when members are copied or merged. */
const dangerous = new Set(["__proto__", "constructor", "prototype"]);

const deepest = 20;

/** In valid JSON: the strings, and what opens, closes and joins. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/**
 * Parses JSON without what parsers disagree about: of two members with one name JSON.parse keeps the last and says
 * nothing (RFC 8259 section 4), so a check and a use of the same text could see different values.
 * @throws {InvalidInput} for a text that is not JSON, a repeated or dangerous member name, or more than 20 levels.
 */
export const parseStrictly = (text: string): unknown => {
  const value = parsed(text);
  const open: (Set<string> | undefined)[] = [];
  const found = text.match(tokens) ?? [];
  for (const [index, token] of found.entries()) {
    if (token.startsWith('"') && found[index + 1] === ":") note(JSON.parse(token), open.at(-1));
    else nest(token, open);
  }
  return value;
};

/** Keeps the names that were seen in each object that is open; an array has none. */
const nest = (token: string, open: (Set<string> | undefined)[]) => {
  if (token === "}" || token === "]") open.pop();
  if (token === "{") open.push(new Set());
  if (token === "[") open.push(undefined);
  if (open.length > deepest) throw invalid(`expected at most ${deepest} levels`);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("expected JSON");
  }
};

const note = (name: string, siblings: Set<string> | undefined) => {
  if (dangerous.has(name)) throw invalid(`the member ${name} is not accepted`);
  if (siblings?.has(name)) throw invalid(`the member ${JSON.stringify(name)} is given twice`);
  siblings?.add(name);
};

const invalid = (reason: string) => new InvalidInput([{ field: "body", reason }]);
