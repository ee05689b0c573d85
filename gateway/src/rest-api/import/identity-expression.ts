import { type Field, fault, isGiven, text } from "../../openapi/field.ts";

/**
 * Reads `identityValidationExpression`, which must match the whole value. Java's dialect and this one differ; what this
 * one does not know is refused.
 */
export const identityExpressionIn = (field: Field): RegExp | null => {
  if (!isGiven(field)) return null;
  try {
    return new RegExp(`^(?:${text(field)})$`, "u");
  } catch (error) {
    fault(field, `is no regular expression that is understood here: ${(error as Error).message}`);
    return null;
  }
};
