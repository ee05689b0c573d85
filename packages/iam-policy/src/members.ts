import { BadPolicy, bad, type Place } from "./bad-policy.ts";

export type Members = Readonly<Record<string, unknown>>;

/** @throws {BadPolicy} on what is no object, and on a member that is not `known`: names count in their exact case. */
export const members = (value: unknown, place: Place, known?: readonly string[]): Members => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw bad(place, "an object", value);
  const unknown = known && Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new BadPolicy(
      place,
      `has a member ${JSON.stringify(unknown)}; expected none but ${known?.join(", ")}, in this case`,
    );
  return value as Members;
};

/** Where an array is allowed, so is one value. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

export const strings = (value: unknown, place: Place): readonly string[] =>
  list(value).map((each) => {
    if (typeof each !== "string") throw bad(place, "strings", each);
    return each;
  });

export const scalars = (value: unknown, place: Place): readonly string[] =>
  list(value).map((each) => {
    if (typeof each !== "string" && typeof each !== "number" && typeof each !== "boolean")
      throw bad(place, "strings, numbers or booleans", each);
    return String(each);
  });

/** Which one of two members is there: `Action` and `NotAction` exclude each other, and one is needed. */
export const eitherOf = (
  given: Members,
  name: string,
  place: Place,
): { readonly except: boolean; readonly value: unknown } => {
  const [positive, negative] = [given[name], given[`Not${name}`]];
  if ((positive === undefined) === (negative === undefined)) {
    const received = positive === undefined ? "neither" : "both";
    throw new BadPolicy(place, `expected either ${name} or Not${name}, received ${received}`);
  }
  return positive === undefined ? { except: true, value: negative } : { except: false, value: positive };
};
