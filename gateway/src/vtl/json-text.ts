import { decimalText } from "./decimal.ts";
import { isList, isMap, type Value } from "./value.ts";

/**
 * A value as JSON, without blanks, in the way of the library behind API Gateway's JSONPath (json-smart), piece by piece
 * so that whoever joins them can stop at some length.
 * @param slashes whether `/` is written `\/`, as where a list is printed as it is.
 */
export function* jsonPieces(value: Value, slashes: boolean): Generator<string> {
  if (isList(value)) {
    yield "[";
    for (const [at, item] of value.items.entries()) {
      if (at > 0) yield ",";
      yield* jsonPieces(item, slashes);
    }
    yield "]";
  } else if (isMap(value)) {
    let before = "{";
    for (const [key, entry] of value.entries) {
      yield `${before}${quoted(String(key), slashes)}:`;
      yield* jsonPieces(entry, slashes);
      before = ",";
    }
    yield value.entries.size === 0 ? "{}" : "}";
  } else yield scalar(value, slashes);
}

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
