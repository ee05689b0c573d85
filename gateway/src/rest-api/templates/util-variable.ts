import { VtlFailure } from "../../vtl/failure.ts";
import { NoJson, parseJson } from "../../vtl/parse-json.ts";
import { textOf } from "../../vtl/text.ts";
import { type Method, thing, type Value } from "../../vtl/value.ts";

/**
 * The functions of `$util`:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
const functions: Readonly<Record<string, (text: string) => Value>> = {
  escapeJavaScript: (text) => text.replace(special, escaped),
  parseJson(text) {
    try {
      return parseJson(text);
    } catch (error) {
      throw error instanceof NoJson ? new VtlFailure(`$util.parseJson: ${error.message}`) : error;
    }
  },
  urlEncode: (text) => new URLSearchParams({ "": text }).toString().slice(1),
  urlDecode(text) {
    try {
      return decodeURIComponent(text.replaceAll("+", " "));
    } catch {
      throw new VtlFailure("$util.urlDecode: no percent-encoded UTF-8");
    }
  },
  base64Encode: (text) => Buffer.from(text).toString("base64"),
  base64Decode(text) {
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(text))
      throw new VtlFailure("$util.base64Decode: no base64");
    return Buffer.from(text, "base64").toString("utf8");
  },
};

/** A number, a list or an object is taken as it prints; nothing gives nothing. */
const onText =
  (take: (text: string) => Value): Method =>
  (value) => {
    const text = textOf(value ?? null);
    return text === null ? null : take(text);
  };

export const util = thing(Object.fromEntries(Object.entries(functions).map(([name, take]) => [name, onText(take)])));

export const utilNames: ReadonlySet<string> = new Set(Object.keys(functions));

/** As Apache Commons Lang 2 escapes: quotes of both kinds, slashes of both kinds, and everything outside ASCII. */
const special = /["'\\/]|[^\x20-\x7e]/g;

const short: Readonly<Record<string, string>> = { "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const escaped = (sign: string): string => {
  if (/["'\\/]/.test(sign)) return `\\${sign}`;
  return short[sign] ?? `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
};
