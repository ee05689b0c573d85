type Path = readonly PropertyKey[];

/** What is found while a file is read: faults stop the start, all of them together; warnings do not. */
export interface Findings {
  readonly faults: { path: Path; message: string }[];
  readonly warnings: { path: Path; message: string }[];
}

/** A value in the file that knows where it stands. Reading one that is not there gives a field without a value. */
export interface Field {
  readonly value: unknown;
  readonly path: Path;
  readonly findings: Findings;
}

/**
 * The member of an object or array. Where the field is `{$ref: '#/…'}`, use {@link resolved} first.
 * The readers below return something harmless after a fault: what is made of it is thrown away with the whole import.
 */
export const at = ({ value, path, findings }: Field, key: string | number): Field => ({
  value: isObject(value) && Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined,
  path: [...path, key],
  findings,
});

export const isGiven = ({ value }: Field): boolean => value !== undefined && value !== null;

export const fault = ({ path, findings }: Field, message: string): void => void findings.faults.push({ path, message });

export const warn = ({ path, findings }: Field, message: string): void =>
  void findings.warnings.push({ path, message });

/** A fault that says what stands there instead. */
export const unexpected = (field: Field, expected: string): void =>
  fault(field, `expected ${expected}, received ${isGiven(field) ? shown(field.value) : "nothing"}`);

/** Text that must be there and not be empty. */
export const text = (field: Field, expected = "a text"): string => {
  if (typeof field.value === "string" && field.value !== "") return field.value;
  unexpected(field, expected);
  return "";
};

/** One of a few words in any case, given back as they are written here. */
export const oneOf = <Word extends string>(field: Field, words: readonly Word[]): Word => {
  const word = words.find((each) => each.toLowerCase() === String(field.value).toLowerCase());
  if (word === undefined) unexpected(field, words.join(" or "));
  return word ?? (words[0] as Word);
};

/** A whole number, also where it is written as text. */
export const integer = (field: Field, { from, to }: { readonly from: number; readonly to: number }): number => {
  const number = /^\d+$/.test(String(field.value)) ? Number(field.value) : Number.NaN;
  if (number >= from && number <= to) return number;
  unexpected(field, `a whole number from ${from} to ${to}`);
  return from;
};

export const bool = (field: Field): boolean => {
  if (typeof field.value !== "boolean" && isGiven(field)) unexpected(field, "true or false");
  return field.value === true;
};

/** The members of an object in their order; none where there is no object. */
export const members = (field: Field): readonly (readonly [string, Field])[] => {
  if (!isGiven(field)) return [];
  if (isObject(field.value) && !Array.isArray(field.value))
    return Object.keys(field.value).map((key) => [key, at(field, key)]);
  unexpected(field, "a mapping");
  return [];
};

export const items = (field: Field): readonly Field[] => {
  if (!isGiven(field)) return [];
  if (Array.isArray(field.value)) return field.value.map((_item, index) => at(field, index));
  unexpected(field, "a list");
  return [];
};

/** Finds members that nobody reads: a slip of the pen, or something that is not supported. Foreign `x-` keys may stay. */
export const allowOnly = (field: Field, known: readonly string[]): void => {
  for (const [key, member] of members(field)) {
    if (known.includes(key) || documentation.has(key)) continue;
    if (key.startsWith("x-") && !key.startsWith("x-amazon-")) continue;
    fault(member, `${key} is not supported here; expected ${known.join(", ")}`);
  }
};

/** AWS extensions that describe and change nothing. */
const documentation: ReadonlySet<string> = new Set([
  "x-amazon-apigateway-documentation",
  "x-amazon-apigateway-tag-value",
]);

/** What a local `$ref` stands for; the field itself where it is none. */
export const resolved = (field: Field, root: Field): Field => {
  const reference = at(field, "$ref");
  if (!isGiven(reference)) return field;
  const [, pointer] = /^#\/(.+)$/.exec(String(reference.value)) ?? [];
  const target = (pointer ?? "").split("/").reduce((found, name) => at(found, plain(name)), root);
  if (isGiven(target) && !isGiven(at(target, "$ref"))) return target;
  unexpected(reference, "a reference to something in this file, such as #/components/parameters/x");
  return { ...field, value: {} };
};

/** RFC 6901 3. */
const plain = (name: string) => name.replaceAll("~1", "/").replaceAll("~0", "~");

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const shown = (value: unknown) => {
  const written = JSON.stringify(value) ?? String(value);
  return written.length > 100 ? `${written.slice(0, 100)}…` : written;
};
