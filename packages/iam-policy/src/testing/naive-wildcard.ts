/** A wildcard as a regular expression: what `*` and `?` stand for is easy to see, and how long it takes is not. */
export const naiveWildcard = (pattern: string, text: string): boolean => {
  const literal = pattern.replace(/[\\^$.+()[\]{}|/]/g, "\\$&");
  return new RegExp(`^${literal.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s").test(text);
};
