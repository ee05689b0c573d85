import { attributeNamed } from "../config/attribute-schema.ts";
import { valueFault } from "../config/attribute-value.ts";
import type { Pool } from "../config/user-pool.ts";
import { InvalidParameter } from "../operations/failures.ts";
import type { Attributes } from "../user.ts";

/**
 * The attributes of a user who is made, immutable ones among them. Blank ones are left out.
 * @param required whether what the pool requires must be there; an administrator may leave it to the user
 * @throws {InvalidParameter} as Cognito words it
 */
export const initialAttributes = (
  pool: Pool,
  given: ReadonlyMap<string, string>,
  { required }: { readonly required: boolean },
): Attributes => {
  const present = [...given].filter(([, value]) => value !== "");
  for (const [name, value] of present) refuseImpossible(pool, name, value);
  const missing = pool.attributes.find((attribute) => attribute.required && !given.get(attribute.name));
  if (required && missing) throw nonconforming(`${missing.name}: The attribute is required\n`);
  return Object.fromEntries(present);
};

const refuseImpossible = ({ attributes }: Pool, name: string, value: string) => {
  const attribute = attributeNamed(attributes, name);
  if (!attribute) throw nonconforming(`${name}: Attribute does not exist in the schema.\n`);
  const fault = valueFault(attribute, value);
  if (fault !== undefined) throw new InvalidParameter(fault);
};

const nonconforming = (fault: string) => new InvalidParameter(`Attributes did not conform to the schema: ${fault}`);
