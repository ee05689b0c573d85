/**
 * The claims as backends and `$context.authorizer.claims.x` get them from an HTTP API: each as a text, in the form in
 * which Go prints it, by name (recorded on AWS on 2024-06-17 by Powertools for AWS Lambda; lists as `[a b]`).
 * @param payload JSON text of an object. It is read again, because a number is shown as it is written there.
 */
export const claimTexts = (payload: string): Readonly<Record<string, string>> => {
  const claims = JSON.parse(payload, asWritten) as Record<string, Written>;
  return Object.fromEntries(byName(claims).map(([name, value]) => [name, printed(value)]));
};

type Written = string | boolean | null | readonly Written[] | { readonly [name: string]: Written };

/** TypeScript's library does not know the third argument yet: https://github.com/tc39/proposal-json-parse-with-source. */
const asWritten = (_name: string, value: unknown, context?: { readonly source?: string }) =>
  typeof value === "number" ? context?.source : value;

/** `%v` of https://pkg.go.dev/fmt. */
const printed = (value: Written): string => {
  if (value === null) return "<nil>";
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${value.map(printed).join(" ")}]`;
  const members = byName(value as Record<string, Written>);
  return `map[${members.map(([name, member]) => `${name}:${printed(member)}`).join(" ")}]`;
};

/** Go orders the keys of a map by their bytes. */
const byName = (members: Readonly<Record<string, Written>>) =>
  Object.entries(members).sort(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
