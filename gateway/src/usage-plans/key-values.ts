import { CannotStart } from "@gatehouse/http/main.ts";
import type { KnownKey } from "./clients.ts";
import { type ApiKey, keyValue } from "./usage-plans-file.ts";

/**
 * The API keys with their values, taken from the environment where the file says so.
 * @throws {CannotStart} naming every key that has none, one of another form, or that of another key.
 */
export const keyValues = (
  keys: readonly ApiKey[],
  environment: Readonly<Record<string, string | undefined>>,
): readonly KnownKey[] => {
  const known = keys.map(({ name, value, environment: variable, enabled }) => ({
    name,
    enabled,
    variable,
    value: value ?? environment[variable ?? ""] ?? "",
  }));
  const faults = known.flatMap(({ name, variable, value }, index) => {
    if (value === "") return [`the API key ${name} is the value of ${variable}, which is not set in the environment`];
    if (!keyValue.safeParse(value).success)
      return [`the API key ${name}: ${variable} has ${value.length} characters; expected 20 to 128 printable ones`];
    const same = known.slice(0, index).find((earlier) => earlier.value === value);
    return same ? [`the API keys ${same.name} and ${name} have the same value`] : [];
  });
  if (faults.length > 0) throw new CannotStart(faults.join("\n"));
  return known.map(({ name, value, enabled }) => ({ name, value, enabled }));
};
