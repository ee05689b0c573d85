/** Header fields in their order, names in the sender's spelling. */
export type Headers = readonly (readonly [name: string, value: string])[];

/** Names and values of Node's `rawHeaders`, which stand there in turn. */
export const headerPairs = (raw: readonly string[]): Headers => {
  const all: [string, string][] = [];
  for (let index = 0; index < raw.length; index += 2) all.push([raw[index] ?? "", raw[index + 1] ?? ""]);
  return all;
};

/** Every value that stands under a name, whichever way that is spelled. */
export const headerValues = (headers: Headers, name: string): readonly string[] => {
  const wanted = name.toLowerCase();
  return headers.flatMap(([each, value]) => (each.toLowerCase() === wanted ? [value] : []));
};

/** Of several values the last. */
export const lastHeader = (headers: Headers, name: string): string | undefined => {
  const wanted = name.toLowerCase();
  return headers.findLast(([each]) => each.toLowerCase() === wanted)?.[1];
};

export const hasHeader = (headers: Headers, name: string): boolean => lastHeader(headers, name) !== undefined;

/** All values of a name as one (RFC 9110 5.3); undefined where there is none. */
export const joinedHeader = (headers: Headers, name: string, separator = ","): string | undefined => {
  const values = headerValues(headers, name);
  return values.length > 0 ? values.join(separator) : undefined;
};
