import { foldedName } from "../../front/header-names.ts";
import type { Headers } from "../../request/headers.ts";
import type { Action } from "../api.ts";
import { Refusal } from "../refusal.ts";

/** One mapping with its value worked out; undefined where its source is absent. */
export interface Change {
  readonly action: Action;
  readonly name: string;
  readonly value: string | undefined;
}

/**
 * Changes headers as a mapping says: `append` puts its value behind those that are there, `overwrite` in their place,
 * and `remove` takes them away. Unconfirmed: an `overwrite` whose source is absent takes the client's value away, too,
 * so that nobody can say himself what an authorizer did not.
 * @throws {Refusal} a 500 for a value that no header can carry.
 */
export const changedHeaders = (headers: Headers, { action, name, value }: Change): Headers => {
  const isIt = ([given]: readonly [string, string]) => foldedName(given) === foldedName(name);
  const before = headers.filter(isIt).map(([, each]) => each);
  if (action === "append" && value === undefined) return headers;
  const others = headers.filter((header) => !isIt(header));
  if (action === "remove" || value === undefined) return others;
  const all = action === "append" ? [...before, onTheWire(name, value)] : [onTheWire(name, value)];
  return [...others, [name, all.join(",")]];
};

/** Headers travel as bytes: text outside ASCII goes as UTF-8 (RFC 9110 5.5 leaves it to the parties). */
const onTheWire = (name: string, value: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not get into a header.
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(value))
    throw new Refusal("INTERNAL_SERVER_ERROR", `the value for ${name} holds a control character`);
  return Buffer.from(value, "utf8").toString("latin1");
};
