/**
 * Text that somebody else chose, as it may be kept and shown: no longer than `longest` characters, and what cannot be
 * seen or cannot be stored written as `\u{…}`, but for tabs and line feeds.
 */
export const printable = (text: string, longest: number): string =>
  (text.length > longest ? `${text.slice(0, longest)}…` : text).replace(/(?![\t\n])\p{C}/gu, escaped);

const escaped = (character: string) => `\\u{${character.codePointAt(0)?.toString(16)}}`;
