/**
 * Whether no two items are equal, in one pass: comparing each with each would let a client keep the gateway busy for
 * hours with a list that fits into one request.
 */
export const areUnique = (items: readonly unknown[]): boolean => {
  const scalars = new Set<unknown>();
  const structures = new Set<string>();
  for (const item of items) {
    const [seen, key] = isStructure(item) ? [structures as Set<unknown>, canonical(item)] : [scalars, item];
    if (seen.has(key)) return false;
    seen.add(key);
  }
  return true;
};

const isStructure = (value: unknown): value is object => typeof value === "object" && value !== null;

/** The order of members is of no account (https://json-schema.org/draft-04/draft-zyp-json-schema-04, 3.6). */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, member: unknown) =>
    isStructure(member) && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
