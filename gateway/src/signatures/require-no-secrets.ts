import type { YamlFile } from "@gatehouse/config/yaml-file.ts";

const secret = new Set<PropertyKey>(["secretAccessKey", "sessionToken"]);

/**
 * Looks at a file as it is written, before variables are replaced: a secret may only be named there.
 * @throws {BadFile} naming each that stands in the file.
 */
export const requireNoSecrets = (yaml: YamlFile): void => {
  const faults = secretsIn(yaml.data, []).map((path) => ({
    path,
    message: "expected ${NAME}, a variable of the environment: no secret stands in this file",
  }));
  if (faults.length > 0) throw yaml.fault(faults);
};

const secretsIn = (value: unknown, path: readonly PropertyKey[]): readonly (readonly PropertyKey[])[] => {
  if (typeof value === "string")
    return secret.has(path.at(-1) ?? "") && !/^\$\{[A-Z][A-Z0-9_]*\}$/.test(value) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return members.flatMap(([key, member]) => secretsIn(member, [...path, key]));
};
