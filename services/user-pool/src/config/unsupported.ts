import { z } from "zod";

/**
 * Members that Amazon Cognito has and this pool does not act on. To name one stops the start: a setting that is read
 * and not obeyed would look like one that is obeyed.
 */
export const unsupported = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      z.undefined({ error: `${name} is not supported by this user pool yet: remove it` }).optional(),
    ]),
  ) as Record<Name, z.ZodOptional<z.ZodUndefined>>;

/** A literal of a setting whose other values exist in Cognito and are not supported here. */
export const only = <Value extends string>(value: Value, why: string) =>
  z.literal(value, { error: ({ input }) => `expected ${value}; received ${JSON.stringify(input)}: ${why}` });
