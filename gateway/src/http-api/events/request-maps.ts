import type { ClientRequest } from "../../request/client-request.ts";

type Values = ReadonlyMap<string, readonly string[]>;
type Texts = Readonly<Record<string, string>>;

/** The values of each header, names in lower case. */
export const headerValues = (headers: ClientRequest["headers"]): Values => {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    values.set(lower, [...(values.get(lower) ?? []), value]);
  }
  return values;
};

/** One text for each name: its values joined with a comma and no space. Names in the order of their bytes, as recorded. */
export const joined = (values: Values): Texts =>
  Object.fromEntries(inOrder(values).map(([name, all]) => [name, all.join(",")]));

/** One text for each name: the last of its values. */
export const lastOfEach = (values: Values): Texts =>
  Object.fromEntries(inOrder(values).map(([name, all]) => [name, all.at(-1) ?? ""]));

/** `a=1` and `b=2` of `Cookie: a=1; b=2`, of all such headers. */
export const cookiesIn = (headers: ClientRequest["headers"]): readonly string[] =>
  (headerValues(headers).get("cookie") ?? [])
    .flatMap((value) => value.split(";"))
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== "");

/** The members that hold something: payload 2.0 has no empty list and no empty map. */
export const whereGiven = <Members extends Readonly<Record<string, object>>>(members: Members): Partial<Members> =>
  Object.fromEntries(
    Object.entries(members).filter(([, member]) => Object.keys(member).length > 0),
  ) as Partial<Members>;

const inOrder = (values: Values) =>
  [...values].sort(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
