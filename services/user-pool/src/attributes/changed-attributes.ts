import { type Attribute, attributeNamed } from "../config/attribute-schema.ts";
import { valueFault } from "../config/attribute-value.ts";
import { InvalidParameter } from "../operations/failures.ts";
import type { Attributes } from "../user.ts";

/** The pool's own: they are listed with the others, and nobody sets them. */
const fixed = new Set(["sub", "identities"]);

const verifiable: Readonly<Record<string, string>> = { email: "email_verified", phone_number: "phone_number_verified" };

/**
 * The attributes of a user after an administrator's changes. A blank value deletes; an address that changes is not
 * verified any more, unless the changes say so.
 * @throws {InvalidParameter} for what the schema does not have, or does not let anybody change; then none is changed
 */
export const changedAttributes = (
  schema: readonly Attribute[],
  current: Attributes,
  changes: ReadonlyMap<string, string>,
): Attributes => {
  for (const [name, value] of changes) refuseImpossible(schema, name, value);
  const changed = new Map(Object.entries(current));
  for (const [name, value] of [...unverified(current, changes), ...changes])
    if (value === "") changed.delete(name);
    else changed.set(name, value);
  return Object.fromEntries(changed);
};

const refuseImpossible = (schema: readonly Attribute[], name: string, value: string) => {
  const attribute = attributeNamed(schema, name);
  if (!attribute && !fixed.has(name))
    throw new InvalidParameter(`user.${name}: Attribute does not exist in the schema.\n`);
  if (!attribute?.mutable) throw new InvalidParameter(`user.${name}: Attribute cannot be updated.\n`);
  if (value === "" && attribute.required)
    throw new InvalidParameter(`user.${name}: Required attribute cannot be deleted.\n`);
  const fault = value === "" ? undefined : valueFault(attribute, value);
  if (fault !== undefined) throw new InvalidParameter(fault);
};

/** The marks of the addresses that change; that of one which is deleted goes with it. */
const unverified = (current: Attributes, changes: ReadonlyMap<string, string>): [string, string][] =>
  Object.entries(verifiable).flatMap(([name, mark]): [string, string][] => {
    const value = changes.get(name);
    return value === undefined || value === current[name] ? [] : [[mark, value === "" ? "" : "false"]];
  });
