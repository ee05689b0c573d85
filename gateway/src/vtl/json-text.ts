import { decimalText } from "./decimal.ts";
import { isList, isMap, type Value } from "./value.ts";

/** Takes the pieces of a text one by one; throws where they are too many. */
export type Write = (piece: string) => void;

/**
 * Writes a value as JSON, without blanks, in the way of the library behind API Gateway's JSONPath (json-smart).
 * @param slashes whether `/` is written `\/`, as where a list is printed as it is.
 */
export const writeJson = (value: Value, slashes: boolean, write: Write): void => {
  if (isList(value)) {
    write("[");
    for (const [at, item] of value.items.entries()) {
      if (at > 0) write(",");
      writeJson(item, slashes, write);
    }
    write("]");
  } else if (isMap(value)) {
    let before = "{";
    for (const [key, entry] of value.entries) {
      write(`${before}${quoted(String(key), slashes)}:`);
      writeJson(entry, slashes, write);
      before = ",";
    }
    write(value.entries.size === 0 ? "{}" : "}");
  } else write(scalar(value, slashes));
};

const scalar = (value: Value, slashes: boolean): string => {
  if (typeof value === "string") return quoted(value, slashes);
  if (typeof value === "number") return Number.isFinite(value) ? decimalText(value) : "null";
  return typeof value === "object" ? "null" : String(value);
};

const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "/": "\\/",
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must be escaped.
const special = /["\\/\x00-\x1f\x7f-\x9f\u2000-\u20ff]/g;

const quoted = (text: string, slashes: boolean) =>
  `"${text.replace(special, (sign) => (sign === "/" && !slashes ? sign : (short[sign] ?? escaped(sign))))}"`;

const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
