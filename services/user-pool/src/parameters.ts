/** The parameters of a query string or of a form, of which each may come once. */
export interface Parameters {
  /** The value; undefined when it is absent, empty (RFC 6749, 3.1) or repeated. */
  get(name: string): string | undefined;
  /** The names that came more than once. */
  readonly repeated: readonly string[];
  /** Whether any value holds a control character, which no parameter has and no database text can carry. */
  readonly unprintable: boolean;
}

/** Reads `application/x-www-form-urlencoded` text, in which RFC 6749, 3.1 and 3.2 allow no name twice. */
export const parametersOf = (text: string): Parameters => {
  const all = new URLSearchParams(text);
  const counted = new Map<string, number>();
  for (const name of all.keys()) counted.set(name, (counted.get(name) ?? 0) + 1);
  return {
    get: (name) => (counted.get(name) === 1 ? all.get(name) || undefined : undefined),
    repeated: [...counted].filter(([, count]) => count > 1).map(([name]) => name),
    unprintable: [...all.values()].some((value) => /\p{Cc}/u.test(value)),
  };
};
