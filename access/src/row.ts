import { groupName, permissionMethod } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";

/** One row of the access matrix: who asks for what, and what is to come of it. */
export interface Row {
  /** A pool username, or an e-mail address of config/people.yaml. */
  readonly who: string;
  readonly method: string;
  /** As a client sends it, without a query. */
  readonly path: string;
  readonly expected: "allow" | "deny";
  /** When it is asked, in milliseconds since 1970; null: now. */
  readonly at: number | null;
  /** What `cognito:groups` of the token says. */
  readonly groups: readonly string[];
  /** The user's attributes by their names in the pool, as far as permissions speak of them. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What is wrong with a row, in a sentence. */
export class BadRow extends Error {
  override name = "BadRow";
}

const form = "alice@example.com  GET /trades/1  allow";

/**
 * Reads `WHO  METHOD PATH  allow|deny [at INSTANT] [in GROUP,…] [with NAME=VALUE …]`, with any number of blanks between.
 * @throws {BadRow}
 */
export const parseRow = (text: string): Row => {
  const [who, method, path, expected, ...words] = text.trim().split(/\s+/);
  if (who === undefined || method === undefined || path === undefined || expected === undefined)
    throw new BadRow(`expected a row such as ${form}, received ${text}`);
  return {
    who,
    method: methodIn(method),
    path: pathIn(path),
    expected: expectedIn(expected),
    ...circumstances(words),
  };
};

const methods = permissionMethod.options.filter((method) => method !== "*");

const methodIn = (text: string) => {
  if (methods.some((method) => method === text)) return text;
  throw new BadRow(`expected one of the methods ${methods.join(", ")}, received ${text}`);
};

const pathIn = (text: string) => {
  if (/^\/[A-Za-z0-9._~!$&'()+,;=:@%/-]*$/.test(text)) return text;
  throw new BadRow(`expected the path of a request, without a query, such as /trades/1; received ${text}`);
};

const expectedIn = (text: string) => {
  if (text === "allow" || text === "deny") return text;
  throw new BadRow(`expected allow or deny, received ${text}`);
};

type Circumstances = Pick<Row, "at" | "groups" | "attributes">;

/** Words in pairs: what it is, and its value. */
const circumstances = ([word, value, ...others]: readonly string[]): Circumstances => {
  if (word === undefined) return { at: null, groups: [], attributes: {} };
  const read = Object.hasOwn(readers, word) ? readers[word] : undefined;
  if (!read) throw new BadRow(`expected at, in or with, received the word ${word}`);
  if (value === undefined) throw new BadRow(`expected a value behind the word ${word}`);
  const noted = read(value);
  return noted(circumstances(others));
};

/** Each reads a word's value, and notes it beside those of the words behind it. */
const readers: Readonly<Record<string, (value: string) => (others: Circumstances) => Circumstances>> = {
  at: (value) => {
    const at = instantIn(value);
    return (others) => ({ ...others, at: once("at", others.at === null, at) });
  },
  in: (value) => {
    const groups = value.split(",").map(groupIn);
    return (others) => ({ ...others, groups: once("in", others.groups.length === 0, groups) });
  },
  with: (value) => {
    const [name, text] = attributeIn(value);
    return (others) => {
      const given = once(`with ${name}`, !Object.hasOwn(others.attributes, name), text);
      return { ...others, attributes: { ...others.attributes, [name]: given } };
    };
  },
};

const once = <Value>(what: string, isFirst: boolean, value: Value): Value => {
  if (isFirst) return value;
  throw new BadRow(`expected ${what} once`);
};

const instantIn = (text: string) => {
  if (z.iso.datetime({ offset: true }).safeParse(text).success) return Date.parse(text);
  throw new BadRow(`expected an instant such as 2027-01-01T00:00:00Z behind at, received ${text}`);
};

const groupIn = (text: string) => {
  if (groupName.safeParse(text).success) return text;
  throw new BadRow(`expected groups with commas between them behind in, such as traders,clerks; received ${text}`);
};

const attributeIn = (text: string): readonly [name: string, value: string] => {
  const [, name, value] = /^([A-Za-z][A-Za-z0-9_:-]{0,63})=(.+)$/.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw new BadRow(`expected an attribute such as custom:account=7 behind with, received ${text}`);
};
