import type { Mapping, ResponseSource } from "../api.ts";
import { GatewayRefusal } from "../refusal.ts";

/**
 * A text as a header carries it. Headers travel as bytes: one outside ASCII goes as UTF-8 (RFC 9110 5.5 leaves it to the
 * parties).
 * @throws {GatewayRefusal} 500 for a text that no header can carry, such as one with a line break.
 */
export const headerValue = (name: string, value: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not get into a header.
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(value))
    throw new GatewayRefusal("DEFAULT_5XX", `the value for ${name} holds a control character`);
  return Buffer.from(value, "utf8").toString("latin1");
};

/**
 * What a mapping puts into a header. A header that came in came as bytes, one character each, and goes on as such.
 * @throws {GatewayRefusal} as above.
 */
export const mappedHeader = (name: string, source: Mapping["source"] | ResponseSource, value: string) =>
  [name, isHeader(source) ? value : headerValue(name, value)] as const;

const isHeader = (source: Mapping["source"] | ResponseSource) =>
  source.kind === "response header" || (source.kind === "request" && source.in === "header");
