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
