import { type FieldFault, InvalidInput } from "@gatehouse/http/problem.ts";
import type { z } from "zod";

/**
 * The input as its schema has it.
 * @param whole what a fault is called that lies in no single member
 * @throws {InvalidInput} with every member at fault
 */
export const fitting = <Schema extends z.ZodType>(schema: Schema, given: unknown, whole = "body"): z.output<Schema> => {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(parsed.error.issues.flatMap((issue) => faultsOf(issue, whole)));
};

const faultsOf = ({ path, message, ...issue }: z.core.$ZodIssue, whole: string): FieldFault[] => {
  if (issue.code === "unrecognized_keys" && whole === "query")
    return issue.keys.map((field) => ({ field, reason: "expected no such parameter" }));
  return [{ field: path.join(".") || whole, reason: message }];
};
