import { type FieldFault, InvalidInput } from "@gatehouse/http/problem.ts";
import { z } from "zod";

/** The query of an operation that asks for none. */
export const nothing = z.strictObject({});

/**
 * The parameters of a URL's query. What readers of queries disagree about is refused: a parameter that is given twice
 * (but those that may be, which are lists here), one without `=`, and bytes that are not UTF-8.
 * @throws {InvalidInput} with every parameter at fault
 */
export const readQuery = (
  url: string,
  repeatable: readonly string[] = [],
): Readonly<Record<string, string | readonly string[]>> => {
  const pairs = pairsOf(url);
  const names = pairs.map(({ name }) => name);
  const faults = pairs.flatMap(({ name, value }, index): FieldFault[] => {
    if (value === undefined) return [{ field: name, reason: "expected name=value, percent-encoded UTF-8" }];
    if (/\p{Cc}/u.test(value)) return [{ field: name, reason: "expected no control character" }];
    return names.indexOf(name) < index && !repeatable.includes(name)
      ? [{ field: name, reason: "expected it once" }]
      : [];
  });
  if (faults.length > 0) throw new InvalidInput(faults);
  const valuesOf = (name: string) => pairs.filter((pair) => pair.name === name).map(({ value = "" }) => value);
  return Object.fromEntries(
    names.map((name) => [name, repeatable.includes(name) ? valuesOf(name) : (valuesOf(name)[0] ?? "")]),
  );
};

const pairsOf = (url: string) => {
  const start = url.indexOf("?");
  const pairs = start < 0 ? [] : url.slice(start + 1).split("&");
  return pairs.filter((pair) => pair !== "").map(readPair);
};

const readPair = (pair: string) => {
  const [spelled = "", ...rest] = pair.split("=");
  const name = decoded(spelled);
  const value = name === undefined || rest.length === 0 ? undefined : decoded(rest.join("="));
  return { name: name ?? spelled, value };
};

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
};
