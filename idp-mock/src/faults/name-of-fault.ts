import { z } from "zod";

/** One of the names. Who mistook one is told those that look like it: all of them are too many to read. */
export const nameOfFault = (names: readonly string[]) =>
  z.string().refine((name) => names.includes(name), {
    error: ({ input }) =>
      `expected one of the ${names.length} names that GET /control/faults lists${suchAs(like(String(input), names))}`,
  });

const mostTold = 6;

/** Those with the same beginning, however it is hyphenated; of a longer beginning sooner. */
const like = (wrong: string, names: readonly string[]): readonly string[] => {
  const letters = plain(wrong);
  for (let length = letters.length; length >= 3; length--) {
    const found = names.filter((name) => plain(name).startsWith(letters.slice(0, length)));
    if (found.length > 0) return found.slice(0, mostTold);
  }
  return [];
};

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");

const suchAs = (names: readonly string[]) => (names.length === 0 ? "" : `, such as ${names.join(", ")}`);
