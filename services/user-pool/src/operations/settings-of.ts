import type { z } from "zod";
import { InvalidParameter } from "./failures.ts";

/**
 * What the API was given, read by the schema of the pool's file: what the file refuses, the API refuses.
 * @throws {InvalidParameter} naming each member at fault
 */
export const settingsOf = <Schema extends z.ZodType>(schema: Schema, given: object): z.output<Schema> => {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new InvalidParameter(
    parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
  );
};
