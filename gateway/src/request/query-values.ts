/**
 * The parameters of a raw query, decoded as API Gateway shows them to functions and mappings: percent-decoded, `+` read
 * as a space, names case-sensitive, all values in order.
 */
export const queryValues = (query: string): ReadonlyMap<string, readonly string[]> => {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) values.set(name, [...(values.get(name) ?? []), value]);
  return values;
};
