import type { Form } from "./plan.ts";

/** The fields of a form by name, in the order in which they are posted. */
export const fieldsOf = ({ SAMLResponse, RelayState, again }: Form): readonly (readonly [string, string])[] =>
  [{ SAMLResponse, RelayState }, again ?? {}].flatMap((fields) =>
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
