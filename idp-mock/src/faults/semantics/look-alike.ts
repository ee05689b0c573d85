import { swap } from "../swap.ts";

/** Latin letters and those of Cyrillic that look the same. */
const twins: Readonly<Record<string, string>> = { a: "а", e: "е", o: "о", p: "р", c: "с", s: "ѕ" };

/** `value` with one letter of another alphabet. @throws when none of its letters has a twin. */
export const lookAlike = (value: string): string => {
  const letter = /[aeopcs]/.exec(value)?.[0] ?? "a";
  return swap(value, letter, twins[letter] ?? letter);
};
